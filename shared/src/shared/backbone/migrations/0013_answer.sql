-- Answers to requests that changed something, for whoever asks the same again because the answer was lost.

-- migrate:up

create table answer (
    digest   bytea       primary key check (length(digest) = 32),
    asked    bytea       not null check (length(asked) = 32),
    sealed   bytea       not null,
    given_at timestamptz not null default clock_timestamp()
);

create index answer_by_age on answer (given_at);

comment on table answer is 'Kept for a day, written with the change that is answered.';
comment on column answer.digest is 'internal: SHA-256 of who asked, what, and her Idempotency-Key';
comment on column answer.asked is 'internal: SHA-256 of the body';
comment on column answer.sealed is 'sensitive: status, headers, body; opened by the Idempotency-Key, which is not kept';
comment on column answer.given_at is 'internal: wall clock';

do $$ begin
    execute format('grant select, insert, update, delete on answer to %I', current_schema());
end $$;

-- migrate:down

drop table answer;
