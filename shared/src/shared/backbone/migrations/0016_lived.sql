-- How far the clock by which this service decides has come.

-- migrate:up

create table lived (
    only_row boolean     primary key default true check (only_row),
    until    timestamptz not null
);

comment on table lived is 'A clock that stands before this was moved back: deadlines that passed cannot come again.';
comment on column lived.only_row is 'internal';
comment on column lived.until is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, update on lived to %I', current_schema());
end $$;

-- migrate:down

drop table lived;
