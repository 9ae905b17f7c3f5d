-- Who facilitates asks for her own sessions, and a partner for what it has a say in, whatever other trainings there are.

-- migrate:up

create index resources_by_facilitator on resources using gin (facilitators jsonb_path_ops);
create index training_by_partner on training using gin ((particulars -> 'partners') jsonb_path_ops);

-- migrate:down

drop index training_by_partner;
drop index resources_by_facilitator;
