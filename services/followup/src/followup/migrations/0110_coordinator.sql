-- Who looks after a training, so that a name stands at whatever waits for a coordinator.

-- migrate:up

alter table training add column coordinator uuid;

comment on column training.coordinator is 'internal: person; null: whichever of the region';

-- migrate:down

alter table training drop column coordinator;
