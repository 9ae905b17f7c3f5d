-- Deadlines, set with the change. Story clock.

-- migrate:up

create table reminder (
    kind    text        not null,
    key     uuid        not null,
    due     timestamptz not null,
    payload jsonb       not null,
    trace   text,
    failure text,
    primary key (kind, key)
);

create index reminder_by_due on reminder (due, kind, key) where failure is null;

comment on table reminder is 'When this service must look at something again; one reminder per kind and key.';
comment on column reminder.kind is 'internal';
comment on column reminder.key is 'internal';
comment on column reminder.due is 'internal: story clock';
comment on column reminder.payload is 'internal';
comment on column reminder.trace is 'internal: the trace that set it';
comment on column reminder.failure is 'internal: why it did not fire; it waits for somebody to look';

do $$ begin
    execute format('grant select, insert, update, delete on reminder to %I', current_schema());
end $$;

-- migrate:down

drop table reminder;
