-- The region is suspended whether or not a training is announced; whoever suspends again stands in a row of her own.

-- migrate:up

drop index suspension_one_at_a_time;
alter table suspension alter column training drop not null;
insert into suspension (id, reason, of_region, suspended_by, suspended_at, asked_by, asked_at)
    select uuidv7(), reason, true, suspended_by, suspended_at, asked_by, asked_at
    from suspension where of_region and resumed_at is null order by id limit 1;
insert into suspended_region (suspension, since)
    select id, suspended_at from suspension where training is null;
alter table suspension drop column of_region;
create index suspension_running on suspension (training) where resumed_at is null;

comment on column suspension.training is 'internal: null for all of the region';

-- migrate:down

drop index suspension_running;
delete from suspension where training is null;
alter table suspension add column of_region boolean not null default false;
comment on column suspension.of_region is 'internal: all of the region was suspended with it';
alter table suspension alter column training set not null;
create unique index suspension_one_at_a_time on suspension (training) where resumed_at is null;
