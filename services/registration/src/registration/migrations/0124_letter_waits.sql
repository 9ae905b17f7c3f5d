-- A letter about several trainings waits for each of them.

-- migrate:up

alter table letter add column trainings uuid[] not null default '{}';
update letter set trainings = array[training] where training is not null;
alter table letter drop column training;

comment on column letter.trainings is 'internal: it waits while one of these is suspended';

-- migrate:down

alter table letter add column training uuid;
comment on column letter.training is 'internal: it waits while this training is suspended';
update letter set training = trainings[1];
alter table letter drop column trainings;
