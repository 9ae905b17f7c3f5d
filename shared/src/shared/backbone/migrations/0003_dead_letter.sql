-- What could not be applied, and what waits behind it.

-- migrate:up

create table dead_letter (
    id        bigint      generated always as identity primary key,
    topic     text        not null,
    partition integer,
    position  bigint,
    key       bytea,
    value     bytea,
    names     text[]      not null,
    headers   bytea[]     not null,
    state     text        not null check (state in ('failed', 'waiting', 'asked')),
    error     text        not null default '',
    detail    text        not null default '',
    attempts  integer     not null default 0,
    parked_at timestamptz not null default now(),
    unique (topic, partition, position)
);

create index dead_letter_key on dead_letter (topic, key, id);

comment on table dead_letter is
    'A fact that failed (or a reminder: without partition) and, by order of id, the facts of its key that came after it.';
comment on column dead_letter.state is
    'failed: somebody must look; waiting: behind another one of its key; asked: to be tried again.';
comment on column dead_letter.detail is 'Where it failed and why, without values.';

do $$ begin
    execute format('grant select, insert, update, delete on dead_letter to %I', current_schema());
end $$;

-- migrate:down

drop table dead_letter;
