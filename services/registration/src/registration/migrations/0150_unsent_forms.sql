-- What was begun and never sent is deleted a while after it could be sent last; what was sent stays.

-- migrate:up

do $$ begin
    execute format('grant delete on form to %I', current_schema());
end $$;

insert into reminder (kind, key, due, payload)
select 'UnsentForm', id, now(), jsonb_build_object('key', id, 'training', training)
from application where state = 'draft' and exists (select from form where form.application = application.id);

-- migrate:down

delete from reminder where kind = 'UnsentForm';

do $$ begin
    execute format('revoke delete on form from %I', current_schema());
end $$;
