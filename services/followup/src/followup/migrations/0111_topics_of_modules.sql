-- What each module is about: a code tells nobody what was taught.

-- migrate:up

alter table manual add column module_topics jsonb not null default '{}';

comment on column manual.module_topics is 'public: codes of topics by code of module; of manuals heard of before this column none';

-- migrate:down

alter table manual drop column module_topics;
