-- Somebody's letters are found without reading everybody's.

-- migrate:up

create index letter_by_person on letter (person, written_at, id);

-- migrate:down

drop index letter_by_person;
