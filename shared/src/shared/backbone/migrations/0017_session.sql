-- Who looks at pages.

-- migrate:up

create table session (
    digest     bytea       primary key check (length(digest) = 32),
    staff      jsonb,
    expires_at timestamptz not null
);

create index session_by_expiry on session (expires_at);

comment on table session is 'An opened link or a sign-in of staff, found by the SHA-256 of a cookie.';
comment on column session.digest is 'internal: SHA-256 of the cookie';
comment on column session.staff is 'internal: what the issuer said: subject, roles, ids';
comment on column session.expires_at is 'internal: wall clock';

create table session_link (
    session   bytea       not null references session on delete cascade,
    link      bytea       not null references link on delete cascade,
    opened_at timestamptz not null default clock_timestamp(),
    primary key (session, link)
);

create index session_link_by_link on session_link (link);

comment on table session_link is 'The links that were opened in a session; with a link its place here ends.';
comment on column session_link.session is 'internal';
comment on column session_link.link is 'internal';
comment on column session_link.opened_at is 'internal: wall clock';

do $$ begin
    execute format('grant select, insert, delete on session, session_link to %I', current_schema());
end $$;

-- migrate:down

drop table session_link;
drop table session;
