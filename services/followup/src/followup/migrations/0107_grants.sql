-- What somebody said stays as she said it: only the state of an item changes.

-- migrate:up

do $$ begin
    execute format('revoke update on feedback, item from %I', current_schema());
    execute format('grant update (state) on item to %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('grant update on feedback, item to %I', current_schema());
end $$;
