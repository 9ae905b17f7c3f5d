-- Who facilitates asks for her own sessions, whatever other trainings there are.

-- migrate:up

create index resources_by_facilitator on resources using gin (facilitators jsonb_path_ops);

-- migrate:down

drop index resources_by_facilitator;
