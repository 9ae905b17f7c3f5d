-- Who suspended a training and who resumed it.

-- migrate:up

create table suspension (
    id           uuid        primary key,
    training     uuid        not null references training,
    reason       text        not null,
    of_region    boolean     not null,
    suspended_by uuid        not null,
    suspended_at timestamptz not null,
    asked_by     uuid,
    asked_at     timestamptz,
    resumed_by   uuid,
    resumed_at   timestamptz,
    check ((resumed_by is null) = (resumed_at is null) and resumed_by is distinct from asked_by or resumed_by is null)
);

create unique index suspension_one_at_a_time on suspension (training) where resumed_at is null;

comment on column suspension.id is 'internal';
comment on column suspension.training is 'internal';
comment on column suspension.reason is 'internal: a code';
comment on column suspension.of_region is 'internal: all of the region was suspended with it';
comment on column suspension.suspended_by is 'internal';
comment on column suspension.suspended_at is 'internal';
comment on column suspension.asked_by is 'internal: the first of two who resume it';
comment on column suspension.asked_at is 'internal';
comment on column suspension.resumed_by is 'internal: the second';
comment on column suspension.resumed_at is 'internal';

do $$ begin
    execute format('grant select, insert, update on suspension to %I', current_schema());
end $$;

-- migrate:down

drop table suspension;
