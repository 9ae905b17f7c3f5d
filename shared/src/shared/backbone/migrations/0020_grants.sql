-- What was parked stays as it came, and a link as it was sent: a service writes what becomes of them. Who looked at
-- what is for whoever audits a service, not for the service to read.

-- migrate:up

do $$ begin
    execute format('revoke update on dead_letter, link, person_key from %I', current_schema());
    execute format('grant update (waits, error, attempts) on dead_letter to %I', current_schema());
    execute format('grant update (uses_left) on link to %I', current_schema());
    execute format('revoke select on audit from %I', current_schema());
    execute format('revoke delete on session_link from %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('grant update on dead_letter, link, person_key to %I', current_schema());
    execute format('grant select on audit to %I', current_schema());
    execute format('grant delete on session_link to %I', current_schema());
end $$;
