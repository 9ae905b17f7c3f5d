-- Deadlines, set with the change. Story clock.

-- migrate:up

create table reminder (
    kind    text        not null,
    key     uuid        not null,
    due     timestamptz not null,
    payload jsonb       not null,
    primary key (kind, key)
);

create index reminder_due on reminder (due, kind, key);

do $$ begin
    execute format('grant select, insert, update, delete on reminder to %I', current_schema());
end $$;

-- migrate:down

drop table reminder;
