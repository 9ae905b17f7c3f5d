-- Trainings. Columns for what SQL filters, orders or locks by; the rest of one training is read and written whole.

-- migrate:up

create table training (
    id          uuid    primary key,
    state       text    not null,
    version     integer not null,
    parent      uuid,
    plan        uuid    unique,
    generation  integer not null,
    decided     boolean not null,
    starts_on   date,
    particulars jsonb   not null,
    cancelled   jsonb,
    held        jsonb,
    notes       jsonb   not null
);

create index training_by_parent on training (parent);

comment on column training.id is 'internal';
comment on column training.state is 'internal';
comment on column training.version is 'internal: of the last fact said about it';
comment on column training.parent is 'internal: may be a training of another region';
comment on column training.plan is 'internal: from which it grew';
comment on column training.generation is 'internal';
comment on column training.decided is 'internal: a selection for it is published';
comment on column training.starts_on is 'internal: copied from the particulars, to order by';
comment on column training.particulars is 'internal: title, place and days are public as its sensitivity says';
comment on column training.cancelled is 'internal: reason code, time';
comment on column training.held is 'internal: totals; who may read which, its sensitivity says';
comment on column training.notes is 'internal: words beside a change, for staff';

do $$ begin
    execute format('grant select, insert, update on training to %I', current_schema());
end $$;

-- migrate:down

drop table training;
