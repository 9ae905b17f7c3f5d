-- Candidates at the host: applications without name, contact and words, as their homes say them.

-- migrate:up

create table candidate (
    application  uuid    primary key,
    participant  uuid    not null,
    home         text    not null,
    training     uuid    not null,
    code         text,
    admission    text,
    submitted_at timestamptz,
    assessment   jsonb,
    withdrawn    text,
    heard        integer not null
);

create index candidate_by_training on candidate (training);

comment on column candidate.application is 'internal';
comment on column candidate.participant is 'internal';
comment on column candidate.home is 'internal';
comment on column candidate.training is 'internal';
comment on column candidate.code is 'internal';
comment on column candidate.admission is 'internal';
comment on column candidate.submitted_at is 'internal: story clock';
comment on column candidate.assessment is 'internal: score and the attributes that quotas use';
comment on column candidate.withdrawn is 'internal';
comment on column candidate.heard is 'internal: newest version that her home announced';

create table declaration (
    training  uuid    not null,
    home      text    not null,
    submitted integer not null,
    versions  integer not null,
    primary key (training, home)
);

comment on table declaration is 'What each home declared when it closed its reviews; none while they are open.';
comment on column declaration.training is 'internal';
comment on column declaration.home is 'internal';
comment on column declaration.submitted is 'internal';
comment on column declaration.versions is 'internal: sum of the newest versions';

do $$ begin
    execute format('grant select, insert, update, delete on candidate to %I', current_schema());
    execute format('grant select, insert, update, delete on declaration to %I', current_schema());
end $$;

-- migrate:down

drop table declaration;
drop table candidate;
