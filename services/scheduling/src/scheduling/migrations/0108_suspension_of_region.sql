-- The region is suspended whether or not a training is announced; whoever suspends again stands in a row of her own.

-- migrate:up

do $$ begin
    if exists (select from suspension where of_region and resumed_at is null) then
        raise exception 'The region is suspended. Resume it, migrate all services, then suspend it again: '
                        'the other services did not hear of it in the way in which they are told of it from now on.';
    end if;
end $$;

drop index suspension_one_at_a_time;
alter table suspension alter column training drop not null;
alter table suspension drop column of_region;
create index suspension_running on suspension (training) where resumed_at is null;

do $$ begin
    execute format('revoke update on suspension from %I', current_schema());
    execute format('grant update (asked_by, asked_at, resumed_by, resumed_at) on suspension to %I', current_schema());
end $$;

comment on column suspension.training is 'internal: null for all of the region';

-- migrate:down

drop index suspension_running;
do $$ begin
    execute format('grant update on suspension to %I', current_schema());
end $$;
delete from suspended_region;
delete from suspension where training is null;
alter table suspension add column of_region boolean not null default false;
comment on column suspension.of_region is 'internal: all of the region was suspended with it';
alter table suspension alter column training set not null;
create unique index suspension_one_at_a_time on suspension (training) where resumed_at is null;
