-- What was sent is erased a while after its training: her words and those about her, and of whoever is needed for nothing
-- else the key, without which her name, her contact and the letters to her are unreadable. States, codes and scores stay.

-- migrate:up

alter table application add column erased_at timestamptz;

comment on column application.erased_at is 'internal: story clock; what she wrote, and what reviewers wrote about it, is gone';

do $$ begin
    execute format('grant update (wrapped, erased_at) on person_key to %I', current_schema());
end $$;

insert into reminder (kind, key, due, payload)
select 'SentForms', id, since, jsonb_build_object('key', id, 'since', since)
from (select id, case when cancelled or announced is null then now() else ((announced ->> 'ends_on')::date + 1)::timestamptz end as since
      from training where cancelled or announced is not null) known;

-- migrate:down

delete from reminder where kind = 'SentForms';

do $$ begin
    execute format('revoke update (wrapped, erased_at) on person_key from %I', current_schema());
end $$;

alter table application drop column erased_at;
