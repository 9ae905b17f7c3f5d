-- What takes place when, for those who have a place: of each training what was published last.

-- migrate:up

create table agenda (
    training       uuid    primary key,
    agenda_version integer not null,
    sessions       jsonb   not null
);

comment on table agenda is 'As it was published last, of trainings of any region.';
comment on column agenda.training is 'internal';
comment on column agenda.agenda_version is 'internal';
comment on column agenda.sessions is 'internal: when each begins and ends, and what it is about, in codes';

do $$ begin
    execute format('grant select, insert, update on agenda to %I', current_schema());
end $$;

-- migrate:down

drop table agenda;
