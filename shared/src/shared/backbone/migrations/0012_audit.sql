-- Who read or changed something personal. The service may write it and never take it back.

-- migrate:up

create table audit (
    id     bigint      generated always as identity primary key,
    at     timestamptz not null default clock_timestamp(),
    who    uuid,
    roles  text[]      not null,
    action text        not null,
    person uuid        not null
);

create index audit_by_person on audit (person, at);

comment on table audit is 'Append-only.';
comment on column audit.id is 'internal';
comment on column audit.at is 'internal: wall clock';
comment on column audit.who is 'internal';
comment on column audit.roles is 'internal';
comment on column audit.action is 'internal';
comment on column audit.person is 'internal: whose value it was';

do $$ begin
    execute format('grant select, insert on audit to %I', current_schema());
end $$;

-- migrate:down

drop table audit;
