-- A key per person, wrapped by one from outside the database. Erasing it makes everything of hers unreadable.

-- migrate:up

create table person_key (
    person    uuid        primary key,
    kek       text        not null,
    wrapped   bytea,
    made_at   timestamptz not null default clock_timestamp(),
    erased_at timestamptz,
    check ((wrapped is null) = (erased_at is not null))
);

comment on table person_key is 'A row without a key is a tombstone: nothing can be kept for her again.';
comment on column person_key.person is 'internal';
comment on column person_key.kek is 'internal: name of the key that wraps it';
comment on column person_key.wrapped is 'internal: encrypted';
comment on column person_key.made_at is 'internal';
comment on column person_key.erased_at is 'internal';

do $$ begin
    execute format('grant select, insert, update on person_key to %I', current_schema());
end $$;

-- migrate:down

drop table person_key;
