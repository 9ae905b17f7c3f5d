-- Letters that somebody asked for in a person's name are counted: anybody may ask.

-- migrate:up

alter table letter add column asked_for boolean not null default false;

comment on column letter.asked_for is 'internal: written because somebody asked for her links again';

-- migrate:down

alter table letter drop column asked_for;
