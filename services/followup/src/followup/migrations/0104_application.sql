-- How far people came towards a training, for counts alone.

-- migrate:up

create table application (
    id       uuid primary key,
    training uuid not null,
    at_home  text,
    at_host  text
);

create index application_by_training on application (training);

comment on table application is 'Who applied and got a place, as registration says it; nothing of the person.';
comment on column application.id is 'internal';
comment on column application.training is 'internal';
comment on column application.at_home is 'internal: submitted, withdrawn; null while only the host was heard';
comment on column application.at_host is 'internal: selected, confirmed, released; null while only her home was heard';

do $$ begin
    execute format('grant select, insert, update on application to %I', current_schema());
end $$;

-- migrate:down

drop table application;
