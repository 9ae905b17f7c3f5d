"""Names of attributes and metrics: OpenTelemetry's semantic conventions 1.44, and ours where they have none.

Those for messaging are still in development: when they change, they change here.
"""

SERVICE_NAME = "service.name"
SERVICE_INSTANCE = "service.instance.id"
MESSAGING_SYSTEM = "messaging.system"
KAFKA = "kafka"
DESTINATION = "messaging.destination.name"
CONSUMER_GROUP = "messaging.consumer.group.name"
OPERATION_TYPE = "messaging.operation.type"
OPERATION_NAME = "messaging.operation.name"
SEND, PROCESS = "send", "process"
MESSAGE_ID = "messaging.message.id"
BATCH_COUNT = "messaging.batch.message_count"
EVENT_TYPE = "cloudevents.event_type"
EVENT_SOURCE = "cloudevents.event_source"
URL_PATH = "url.path"
URL_QUERY = "url.query"

REMINDER = "cascade.reminder.kind"

UNSENT = "cascade.outbox.unsent"
UNSENT_AGE = "cascade.outbox.oldest_unsent"
SENT = "cascade.outbox.sent"
EPOCH = "cascade.relay.epoch"
APPLIED = "cascade.inbox.applied"
DUPLICATES = "cascade.inbox.duplicates"
LAG = "cascade.inbox.lag"
LAG_AGE = "cascade.inbox.lag_age"
PARKED = "cascade.parked"
TIMERS_LATE = "cascade.timers.late"
