-- How the making of a draft went is kept for a while only.

-- migrate:up

insert into reminder (kind, key, due, payload)
select 'EndedRun', id, coalesce(ended_at, asked_at) + interval '30 days', jsonb_build_object('key', id)
from selection_run;

-- migrate:down

delete from reminder where kind = 'EndedRun';
