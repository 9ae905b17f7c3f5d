-- What a service says, written with the change, and how far it has been sent.

-- migrate:up

create table outbox (
    xid        xid8        not null default pg_current_xact_id(),
    seq        bigint      generated always as identity,
    created_at timestamptz not null default clock_timestamp(),
    event_id   uuid        not null,
    topic      text        not null,
    key        bytea       not null,
    value      bytea       not null,
    layout     smallint    not null,
    headers    bytea[]     not null,
    primary key (xid, seq, created_at)
) partition by range (created_at);

create table outbox_rest partition of outbox default;

comment on table outbox is 'Append-only. Order of one key is the order of seq; days are dropped whole.';
comment on column outbox.xid is 'internal';
comment on column outbox.seq is 'internal';
comment on column outbox.created_at is 'internal';
comment on column outbox.event_id is 'internal';
comment on column outbox.topic is 'internal';
comment on column outbox.key is 'internal';
comment on column outbox.value is 'internal';
comment on column outbox.layout is 'internal: which names the header values have';
comment on column outbox.headers is 'internal';

-- One row. Everything visible in `sent` is in Kafka; of what `draining` sees more, everything up to `done_seq`.
create table relay_cursor (
    only_row          boolean     primary key default true check (only_row),
    sent              pg_snapshot not null,
    sent_at           timestamptz not null,
    draining          pg_snapshot,
    draining_at       timestamptz,
    done_seq          bigint      not null default 0,
    epoch             bigint      not null default 0,
    system_identifier bigint      not null,
    timeline          integer     not null,
    check ((draining is null) = (draining_at is null))
);

comment on column relay_cursor.only_row is 'internal';
comment on column relay_cursor.sent is 'internal';
comment on column relay_cursor.sent_at is 'internal';
comment on column relay_cursor.draining is 'internal';
comment on column relay_cursor.draining_at is 'internal';
comment on column relay_cursor.done_seq is 'internal';
comment on column relay_cursor.epoch is 'internal';
comment on column relay_cursor.system_identifier is 'internal';
comment on column relay_cursor.timeline is 'internal';

create view cluster_identity as
select system_identifier, ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer as timeline
  from pg_control_system();

comment on view cluster_identity is 'A restored dump and a promoted standby differ from the cluster that wrote the cursor.';
comment on column cluster_identity.system_identifier is 'internal';
comment on column cluster_identity.timeline is 'internal';

insert into relay_cursor (sent, sent_at, system_identifier, timeline)
select pg_current_snapshot(), clock_timestamp(), system_identifier, timeline from cluster_identity;

-- A partition is filled first and attached then: attaching does not stop those who write, creating in place would.
create function attach_day(parent regclass, day date, lower_bound text, upper_bound text, partitioned_by text)
    returns void language plpgsql as $$
declare
    name text := parent::text || '_' || to_char(day, 'YYYYMMDD');
    rest text := parent::text || '_rest';
begin
    execute format('create table %I (like %I including defaults including constraints including indexes)', name, parent::text);
    execute format('lock table %I in access exclusive mode', rest);
    execute format('insert into %I select * from %I where %I >= %L and %I < %L',
                   name, rest, partitioned_by, lower_bound, partitioned_by, upper_bound);
    execute format('delete from %I where %I >= %L and %I < %L',
                   rest, partitioned_by, lower_bound, partitioned_by, upper_bound);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                   parent::text, name, lower_bound, upper_bound);
end $$;

create function days_of(parent regclass) returns table (name text, day date) language sql stable as $$
    select c.relname::text, to_date(right(c.relname::text, 8), 'YYYYMMDD')
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = parent and c.relname::text ~ '_[0-9]{8}$'
$$;

-- Makes the days that come, drops the days that were sent more than a day ago and are older than a week.
create function keep_outbox() returns void
    language plpgsql security definer set timezone = 'UTC' set lock_timeout = '250ms' as $$
declare
    wanted date;
    expired text;
begin
    for wanted in
        select generate_series(current_date, current_date + 3, '1 day')::date
        union select created_at::date from outbox_rest
        except select day from days_of('outbox') order by 1
    loop
        perform attach_day('outbox', wanted, wanted::timestamptz::text, (wanted + 1)::timestamptz::text, 'created_at');
    end loop;
    for expired in
        select name from days_of('outbox'), relay_cursor
         where day < current_date - 7 and day + 1 < (sent_at - interval '1 day')::date
    loop
        execute format('drop table %I', expired);
    end loop;
end $$;

do $$ begin
    execute format('alter function keep_outbox() set search_path = %I, pg_temp', current_schema());
    revoke execute on function attach_day(regclass, date, text, text, text), days_of(regclass), keep_outbox() from public;
    execute format('grant execute on function keep_outbox() to %I', current_schema());
    execute format('grant select, insert on outbox to %I', current_schema());
    execute format('grant select, update on relay_cursor to %I', current_schema());
    execute format('grant select on cluster_identity to %I', current_schema());
end $$;

select keep_outbox();

-- migrate:down

drop function keep_outbox();
drop function attach_day(regclass, date, text, text, text);
drop function days_of(regclass);
drop view cluster_identity;
drop table relay_cursor;
drop table outbox;
