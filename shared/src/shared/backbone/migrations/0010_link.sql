-- Links that this service checks. The token stands in the mail alone.

-- migrate:up

create table link (
    digest     bytea       primary key check (length(digest) = 32),
    purpose    text        not null,
    person     uuid,
    scope      jsonb       not null,
    expires_at timestamptz not null,
    uses_left  integer     check (uses_left >= 0)
);

create index link_by_person on link (person);

comment on table link is 'What a token in a link allows, found by its SHA-256.';
comment on column link.digest is 'internal: SHA-256 of the token';
comment on column link.purpose is 'internal';
comment on column link.person is 'internal';
comment on column link.scope is 'internal: ids by the name of the path parameter that must equal them';
comment on column link.expires_at is 'internal: wall clock';
comment on column link.uses_left is 'internal: null for as often as one likes';

do $$ begin
    execute format('grant select, insert, update, delete on link to %I', current_schema());
end $$;

-- migrate:down

drop table link;
