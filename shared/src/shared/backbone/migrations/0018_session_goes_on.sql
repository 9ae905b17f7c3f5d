-- A session of links goes on while she works.

-- migrate:up

do $$ begin
    execute format('grant update (expires_at) on session to %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('revoke update (expires_at) on session from %I', current_schema());
end $$;
