#!/bin/sh
# What Kafka's own script of this name does, as far as deploy/compose/kafka.sh needs it.
# shellcheck disable=SC2086 # options are words
exec /opt/java/bin/java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS -cp '/opt/kafka/libs/*' "$@"
