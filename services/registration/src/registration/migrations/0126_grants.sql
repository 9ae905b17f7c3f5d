-- What was decided and what was written stays: only what became of it changes.

-- migrate:up

do $$ begin
    execute format('revoke update on selection, letter from %I', current_schema());
    execute format('grant update (state, published_at) on selection to %I', current_schema());
    execute format('grant update (sent_at, given_up_at, given_up_why, attempts, not_before, taken_until) on letter to %I',
                   current_schema());
    execute format('revoke delete on form from %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('grant update on selection, letter to %I', current_schema());
    execute format('grant delete on form to %I', current_schema());
end $$;
