-- What the host of a training knows: candidates, its decisions, its places. No name, no contact, no word.

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
comment on column candidate.heard is 'internal: the newest version that its home said';

create table declaration (
    training  uuid    not null,
    home      text    not null,
    submitted integer,
    versions  integer,
    primary key (training, home)
);

comment on table declaration is 'What each home declared when it closed its reviews; nulls: they are open again.';
comment on column declaration.training is 'internal';
comment on column declaration.home is 'internal';
comment on column declaration.submitted is 'internal';
comment on column declaration.versions is 'internal';

create table selection (
    id             uuid        primary key,
    training       uuid        not null,
    kind           text        not null,
    state          text        not null,
    seed           text        not null,
    homes_left_out text[]      not null,
    selected       uuid[]      not null,
    reserve        uuid[]      not null,
    quotas_kept    text[]      not null,
    quotas_relaxed text[]      not null,
    hash           text        not null,
    document       jsonb       not null,
    terms          jsonb       not null,
    heard          jsonb       not null,
    drafted_at     timestamptz not null,
    published_at   timestamptz
);

create index selection_by_training on selection (training, drafted_at);

comment on column selection.id is 'internal';
comment on column selection.training is 'internal';
comment on column selection.kind is 'internal';
comment on column selection.state is 'internal';
comment on column selection.seed is 'internal: published';
comment on column selection.homes_left_out is 'internal';
comment on column selection.selected is 'internal: applications';
comment on column selection.reserve is 'internal: applications, by rank';
comment on column selection.quotas_kept is 'internal';
comment on column selection.quotas_relaxed is 'internal';
comment on column selection.hash is 'internal: of the document';
comment on column selection.document is 'internal';
comment on column selection.terms is 'internal: seats and quotas as they were';
comment on column selection.heard is 'internal: versions of selected and reserve when it was drafted';
comment on column selection.drafted_at is 'internal: story clock';
comment on column selection.published_at is 'internal: story clock';

create table place (
    application uuid    primary key,
    version     integer not null,
    training    uuid    not null,
    participant uuid    not null,
    home        text    not null,
    code        text    not null,
    state       text    not null,
    selection   uuid,
    offer       uuid,
    offers      integer not null,
    answer_by   timestamptz,
    rank        integer,
    via         text,
    how         text,
    reason      text
);

create index place_by_training on place (training);

comment on column place.application is 'internal';
comment on column place.version is 'internal';
comment on column place.training is 'internal';
comment on column place.participant is 'internal';
comment on column place.home is 'internal';
comment on column place.code is 'internal: her badge';
comment on column place.state is 'internal';
comment on column place.selection is 'internal: the one that gave it';
comment on column place.offer is 'internal: the newest';
comment on column place.offers is 'internal';
comment on column place.answer_by is 'internal: story clock';
comment on column place.rank is 'internal: on the reserve list';
comment on column place.via is 'internal';
comment on column place.how is 'internal: how it was released';
comment on column place.reason is 'internal';

create table unused_answer (
    application uuid        not null,
    offer       uuid        not null,
    cause       text        not null,
    answer      text        not null,
    answered_at timestamptz not null,
    primary key (application, offer, answered_at)
);

comment on table unused_answer is 'Answers that changed nothing: late, or to another offer.';
comment on column unused_answer.application is 'internal';
comment on column unused_answer.offer is 'internal';
comment on column unused_answer.cause is 'internal';
comment on column unused_answer.answer is 'internal';
comment on column unused_answer.answered_at is 'internal: story clock';

create table vacancy (
    training uuid        primary key,
    since    timestamptz not null,
    problem  jsonb       not null
);

comment on table vacancy is 'A seat that nobody on the reserve list can take so that every quota holds.';
comment on column vacancy.training is 'internal';
comment on column vacancy.since is 'internal: story clock';
comment on column vacancy.problem is 'internal: open seats, reserve, quotas in conflict';

do $$ begin
    execute format('grant select, insert, update, delete on candidate, vacancy to %I', current_schema());
    execute format('grant select, insert, update on declaration, selection, place to %I', current_schema());
    execute format('grant select, insert on unused_answer to %I', current_schema());
end $$;

-- migrate:down

drop table vacancy;
drop table unused_answer;
drop table place;
drop table selection;
drop table declaration;
drop table candidate;
