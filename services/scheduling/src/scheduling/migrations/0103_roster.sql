-- Who has a confirmed place, and what became of it. Nobody's name is here.

-- migrate:up

create table roster (
    application uuid    primary key,
    training    uuid    not null,
    participant uuid    not null,
    home        text    not null,
    badge       text not null,
    state       text    not null,
    version     integer not null,
    outcome     text,
    minutes     integer,
    plan_due    timestamptz
);

create index roster_by_training on roster (training, badge);

comment on column roster.application is 'internal';
comment on column roster.training is 'internal';
comment on column roster.participant is 'internal';
comment on column roster.home is 'internal: region that knows her';
comment on column roster.badge is 'internal: the code she is called by';
comment on column roster.state is 'internal';
comment on column roster.version is 'internal: of the last fact said about her attendance';
comment on column roster.outcome is 'internal';
comment on column roster.minutes is 'internal: how long she was there';
comment on column roster.plan_due is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, update on roster to %I', current_schema());
end $$;

-- migrate:down

drop table roster;
