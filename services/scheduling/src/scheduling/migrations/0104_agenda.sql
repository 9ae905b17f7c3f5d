-- What a training has, and its agenda in versions.

-- migrate:up

create table resources (
    training     uuid  primary key references training,
    rooms        jsonb not null,
    facilitators jsonb not null,
    interpreters jsonb not null,
    guests       jsonb not null
);

create table agenda (
    id           uuid        primary key,
    training     uuid        not null references training,
    number       integer     not null,
    state        text        not null,
    sessions     jsonb       not null,
    starts_on    date,
    ends_on      date,
    drafted_at   timestamptz not null,
    accepted     jsonb       not null,
    published_at timestamptz,
    unique (training, number)
);

create unique index one_published_agenda on agenda (training) where state = 'published';

comment on column resources.training is 'internal';
comment on column resources.rooms is 'internal';
comment on column resources.facilitators is 'internal: code, id of the person, languages';
comment on column resources.interpreters is 'internal: code, id of the person, languages';
comment on column resources.guests is 'internal: code, id of the person; a public text is public while she consents';
comment on table agenda is 'A version; at most one of a training is published.';
comment on column agenda.id is 'internal';
comment on column agenda.training is 'internal';
comment on column agenda.number is 'internal';
comment on column agenda.state is 'internal';
comment on column agenda.sessions is 'internal: titles, times, codes of rooms, people and modules';
comment on column agenda.starts_on is 'internal: the first day of the training at that time';
comment on column agenda.ends_on is 'internal';
comment on column agenda.drafted_at is 'internal: story clock';
comment on column agenda.accepted is 'internal: warnings, with who accepted them and why';
comment on column agenda.published_at is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, update on resources, agenda to %I', current_schema());
end $$;

-- migrate:down

drop table agenda;
drop table resources;
