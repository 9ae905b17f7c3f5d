-- What a service has heard: ids for a month, the newest version of every key for ever.

-- migrate:up

create table inbox (
    event_id uuid        primary key,
    heard_at timestamptz not null default now()
) partition by range (event_id);

create table inbox_rest partition of inbox default;

comment on table inbox is 'Ids that were taken in. Partitioned by the day that a version 7 id carries.';

-- Order holds per (topic, source, role, subject) only; an older version than the one heard changes nothing.
create table heard (
    topic   text    not null,
    source  text    not null,
    role    text    not null,
    subject uuid    not null,
    version integer not null,
    primary key (subject, topic, source, role)
);

comment on column inbox.event_id is 'internal';
comment on column inbox.heard_at is 'internal';
comment on column heard.topic is 'internal';
comment on column heard.source is 'internal';
comment on column heard.role is 'internal';
comment on column heard.subject is 'internal';
comment on column heard.version is 'internal';

-- The smallest version 7 id of a day.
create function first_id_of(day date) returns uuid language sql immutable as $$
    select rpad(lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- Makes the days that come, drops ids of more than thirty days ago. Ids without a day wait in `inbox_rest`.
create function keep_inbox() returns void
    language plpgsql security definer set timezone = 'UTC' set lock_timeout = '250ms' as $$
declare
    wanted date;
    expired text;
begin
    for wanted in
        select generate_series(current_date - 1, current_date + 3, '1 day')::date
        except select day from days_of('inbox') order by 1
    loop
        perform attach_day('inbox', wanted, first_id_of(wanted)::text, first_id_of(wanted + 1)::text, 'event_id');
    end loop;
    for expired in select name from days_of('inbox') where day < current_date - 30 loop
        execute format('drop table %I', expired);
    end loop;
    delete from inbox_rest where heard_at < now() - interval '30 days';
end $$;

do $$ begin
    execute format('alter function keep_inbox() set search_path = %I, pg_temp', current_schema());
    revoke execute on function first_id_of(date), keep_inbox() from public;
    execute format('grant execute on function keep_inbox() to %I', current_schema());
    execute format('grant select, insert on inbox to %I', current_schema());
    execute format('grant select, insert, update on heard to %I', current_schema());
end $$;

select keep_inbox();

-- migrate:down

drop function keep_inbox();
drop function first_id_of(date);
drop table heard;
drop table inbox;
