-- Trainings of which nothing is shown or done for now.

-- migrate:up

create table suspended (
    training uuid        primary key,
    since    timestamptz not null
);

comment on table suspended is 'Held at the door: whoever asks for something of it is told to wait.';
comment on column suspended.training is 'internal';
comment on column suspended.since is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, delete on suspended to %I', current_schema());
    execute format('grant select on schema_migrations to %I', current_schema());
end $$;

-- migrate:down

drop table suspended;
