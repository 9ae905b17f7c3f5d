-- A known value sealed with each key from outside: whether the file of keys is the one that this schema was sealed with.

-- migrate:up

create table key_proof (
    kek    text  primary key,
    sealed bytea not null
);

comment on table key_proof is 'Opened at each start: another file of keys is refused before it seals anything.';
comment on column key_proof.kek is 'internal: name of the key';
comment on column key_proof.sealed is 'internal: encrypted, and the same for everybody';

do $$ begin
    execute format('grant select, insert on key_proof to %I', current_schema());
end $$;

-- migrate:down

drop table key_proof;
