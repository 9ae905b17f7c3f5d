-- While a row stands here, nothing that this deployment does for anybody goes on.

-- migrate:up

create table suspended_region (
    suspension uuid        primary key,
    since      timestamptz not null
);

comment on table suspended_region is 'Each is resumed for itself; the region waits for all of them.';
comment on column suspended_region.suspension is 'internal';
comment on column suspended_region.since is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, delete on suspended_region to %I', current_schema());
end $$;

-- migrate:down

drop table suspended_region;
