-- Who wrote a testimonial may write it anew, and take it away.

-- migrate:up

do $$ begin
    execute format('grant update (words), delete on item to %I', current_schema());
end $$;

-- migrate:down

do $$ begin
    execute format('revoke delete on item from %I', current_schema());
    execute format('revoke update (words) on item from %I', current_schema());
end $$;
