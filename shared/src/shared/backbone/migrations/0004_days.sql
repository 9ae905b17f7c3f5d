-- migrate:up

-- The service's role may do no DDL; this is all the DDL that it can have done, and it takes no argument that is SQL.

-- The smallest UUIDv7 of a moment.
create function first_id_of(moment timestamptz) returns uuid
    language sql immutable
    set search_path = pg_catalog
as $$
    select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

create procedure keep_days(outbox_days integer, inbox_days integer)
    language plpgsql security definer
as $$
declare
    today date := (clock_timestamp() at time zone 'UTC')::date;
    day date;
    old regclass;
begin
    if outbox_days < 1 or inbox_days < 1 then
        raise exception 'a retention is at least one day: outbox %, inbox %', outbox_days, inbox_days;
    end if;
    if not pg_try_advisory_xact_lock(hashtext(current_schema() || '.keep_days')) then
        return;
    end if;
    for day in select generate_series(today, today + 2, interval '1 day')::date loop
        if to_regclass('outbox_' || to_char(day, 'YYYYMMDD')) is null then
            execute format('create table %I partition of outbox for values from (%L) to (%L)',
                'outbox_' || to_char(day, 'YYYYMMDD'), day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
        end if;
        if to_regclass('inbox_' || to_char(day, 'YYYYMMDD')) is null then
            execute format('create table %I partition of inbox for values from (%L) to (%L)',
                'inbox_' || to_char(day, 'YYYYMMDD'),
                first_id_of(day::timestamp at time zone 'UTC'), first_id_of((day + 1)::timestamp at time zone 'UTC'));
        end if;
    end loop;
    for old in
        select c.oid::regclass
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where (i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_\d{8}$'
               and to_date(right(c.relname, 8), 'YYYYMMDD') < today - outbox_days)
           or (i.inhparent = 'inbox'::regclass and c.relname ~ '^inbox_\d{8}$'
               and to_date(right(c.relname, 8), 'YYYYMMDD') < today - inbox_days)
    loop
        execute format('drop table %s', old);
    end loop;
end $$;

do $$
begin
    execute format('alter procedure keep_days(integer, integer) set search_path = %I, pg_temp', current_schema());
    execute format('revoke all on procedure keep_days(integer, integer) from public');
    execute format('grant execute on procedure keep_days(integer, integer) to %I', current_schema());
end $$;

call keep_days(7, 30);

-- migrate:down

drop procedure keep_days;
drop function first_id_of;
