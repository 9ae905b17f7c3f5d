-- An edition and a version of an agenda stay what they were; nothing is sealed here.

-- migrate:up

do $$ begin
    execute format('revoke update on manual, agenda from %I', current_schema());
    execute format('grant update (state, version) on manual to %I', current_schema());
    execute format('grant update (state, accepted, published_at) on agenda to %I', current_schema());
    execute format('revoke all on person_key, key_proof, audit from %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('grant update on manual, agenda to %I', current_schema());
    execute format('grant insert on audit to %I', current_schema());
    execute format('grant select, insert on person_key, key_proof to %I', current_schema());
end $$;
