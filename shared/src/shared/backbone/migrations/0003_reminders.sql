-- migrate:up

create table reminder (
    kind    text        not null,
    key     uuid        not null,
    due     timestamptz not null,
    payload jsonb       not null,
    trace   text,
    failure text,
    set_at  timestamptz not null default clock_timestamp(),
    primary key (kind, key)
);

create index reminder_by_due on reminder (due, kind, key) where failure is null;

comment on table reminder is 'Times, on the story clock, at which this service must look at something again.';
comment on column reminder.kind is 'internal';
comment on column reminder.key is 'internal';
comment on column reminder.due is 'internal';
comment on column reminder.payload is 'internal';
comment on column reminder.trace is 'internal';
comment on column reminder.failure is 'internal';
comment on column reminder.set_at is 'internal';

do $$
begin
    execute format('grant select, insert, update, delete on reminder to %I', current_schema());
end $$;

-- migrate:down

drop table reminder;
