-- Trainings as scheduling said they are; what registration decided about each.

-- migrate:up

create table training (
    id        uuid    primary key,
    version   integer not null,
    announced jsonb,
    cancelled boolean not null,
    completed boolean not null,
    declared  jsonb,
    decided   uuid
);

create table code_number (
    training uuid    not null,
    prefix   text    not null,
    last     integer not null,
    primary key (training, prefix)
);

comment on column training.id is 'internal';
comment on column training.version is 'internal: of the newest fact that registration said about it';
comment on column training.announced is 'internal: null while other facts about it arrived first';
comment on column training.cancelled is 'internal';
comment on column training.completed is 'internal';
comment on column training.declared is 'internal: what this home declared when it closed its reviews';
comment on column training.decided is 'internal: the published first selection';
comment on table code_number is 'The running numbers of codes within a training.';
comment on column code_number.training is 'internal';
comment on column code_number.prefix is 'internal';
comment on column code_number.last is 'internal';

do $$ begin
    execute format('grant select, insert, update on training, code_number to %I', current_schema());
end $$;

-- migrate:down

drop table code_number;
drop table training;
