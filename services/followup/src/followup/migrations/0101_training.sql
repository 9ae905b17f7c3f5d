-- Trainings, manuals and attendance, as scheduling tells of them.

-- migrate:up

create table training (
    id           uuid   primary key,
    announced    jsonb,
    held         jsonb,
    topics       text[] not null default '{}',
    facilitators uuid[] not null default '{}'
);

comment on column training.id is 'internal';
comment on column training.announced is 'internal: null while other facts about it arrived first';
comment on column training.held is 'internal';
comment on column training.topics is 'internal: of its published agenda';
comment on column training.facilitators is 'internal: persons, named beside its published agenda';

create table manual (
    id      uuid   primary key,
    modules text[] not null,
    topics  text[] not null
);

comment on column manual.id is 'internal';
comment on column manual.modules is 'public: codes';
comment on column manual.topics is 'public: codes';

create table attendance (
    application uuid    primary key,
    participant uuid    not null,
    home        text    not null,
    training    uuid    not null,
    host        text    not null,
    generation  integer not null,
    outcome     text    not null,
    plan_due    timestamptz,
    version     integer not null
);

create index attendance_by_person on attendance (participant, training);

comment on column attendance.application is 'internal';
comment on column attendance.participant is 'internal';
comment on column attendance.home is 'internal';
comment on column attendance.training is 'internal';
comment on column attendance.host is 'internal';
comment on column attendance.generation is 'internal';
comment on column attendance.outcome is 'internal';
comment on column attendance.plan_due is 'internal: story clock';
comment on column attendance.version is 'internal: of what followup said about the application';

create table expected_plan (
    id          uuid    primary key,
    application uuid    not null unique,
    participant uuid    not null,
    home        text    not null,
    due         timestamptz,
    state       text    not null,
    reminded    integer not null,
    version     integer not null
);

comment on column expected_plan.id is 'internal: the plan will have it';
comment on column expected_plan.application is 'internal';
comment on column expected_plan.participant is 'internal';
comment on column expected_plan.home is 'internal';
comment on column expected_plan.due is 'internal: story clock';
comment on column expected_plan.state is 'internal';
comment on column expected_plan.reminded is 'internal';
comment on column expected_plan.version is 'internal';

do $$ begin
    execute format('grant select, insert, update on training, manual, attendance, expected_plan to %I', current_schema());
end $$;

-- migrate:down

drop table expected_plan;
drop table attendance;
drop table manual;
drop table training;
