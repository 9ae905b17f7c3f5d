-- What could not be applied, and what waits behind it.

-- migrate:up

create table dead_letter (
    id        bigint      generated always as identity primary key,
    topic     text        not null,
    partition integer     not null,
    position  bigint      not null,
    key       bytea,
    value     bytea,
    names     text[]      not null,
    headers   bytea[]     not null,
    waits     boolean     not null,
    error     text        not null,
    attempts  integer     not null,
    parked_at timestamptz not null default clock_timestamp(),
    unique (topic, partition, position)
);

create index dead_letter_by_key on dead_letter (topic, key, id);

comment on table dead_letter is 'Facts that failed and, by order of id, the facts of the same key that came after them.';
comment on column dead_letter.id is 'internal';
comment on column dead_letter.topic is 'internal';
comment on column dead_letter.partition is 'internal';
comment on column dead_letter.position is 'internal: the offset';
comment on column dead_letter.key is 'internal';
comment on column dead_letter.value is 'internal';
comment on column dead_letter.names is 'internal: of the headers';
comment on column dead_letter.headers is 'internal';
comment on column dead_letter.waits is 'internal: nothing is wrong with it but the one before it';
comment on column dead_letter.error is 'internal: where it failed, without values';
comment on column dead_letter.attempts is 'internal';
comment on column dead_letter.parked_at is 'internal';

do $$ begin
    execute format('grant select, insert, update, delete on dead_letter to %I', current_schema());
end $$;

-- migrate:down

drop table dead_letter;
