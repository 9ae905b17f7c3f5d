-- Decisions about places, the places, and why a seat stays open.

-- migrate:up

create table selection (
    id             uuid        primary key,
    training       uuid        not null,
    kind           text        not null,
    state          text        not null,
    seed           bigint      not null,
    selected       uuid[]      not null,
    reserve        uuid[]      not null,
    terms          jsonb       not null,
    hash           text        not null,
    document       jsonb       not null,
    homes_left_out text[]      not null,
    revisions      jsonb       not null,
    quotas_kept    text[]      not null,
    quotas_relaxed text[]      not null,
    drafted_at     timestamptz not null,
    published_at   timestamptz
);

create index selection_by_training on selection (training, drafted_at, id);
create unique index one_published_first on selection (training) where kind = 'first' and state = 'published';

comment on column selection.id is 'internal';
comment on column selection.training is 'internal';
comment on column selection.kind is 'internal';
comment on column selection.state is 'internal';
comment on column selection.seed is 'internal: published with the rules, before the selection';
comment on column selection.selected is 'internal';
comment on column selection.reserve is 'internal: by rank';
comment on column selection.terms is 'internal: seats and quotas when it was drafted';
comment on column selection.hash is 'internal';
comment on column selection.document is 'internal: opaque ids and numbers, for partners to check';
comment on column selection.homes_left_out is 'internal';
comment on column selection.revisions is 'internal: of those who were chosen, when it was drafted';
comment on column selection.quotas_kept is 'internal';
comment on column selection.quotas_relaxed is 'internal';
comment on column selection.drafted_at is 'internal: story clock';
comment on column selection.published_at is 'internal: story clock';

create table place (
    application   uuid    primary key,
    version       integer not null,
    participant   uuid    not null,
    home          text    not null,
    training      uuid    not null,
    code          text    not null,
    state         text    not null,
    selection     uuid,
    rank          integer,
    offer         uuid,
    offers        integer not null,
    answer_by     timestamptz,
    via           text,
    how           text,
    reason        text,
    was_confirmed boolean not null,
    not_selected  text,
    unused        jsonb   not null
);

create index place_by_training on place (training);

comment on column place.application is 'internal';
comment on column place.version is 'internal: of the newest fact that the host said about it';
comment on column place.participant is 'internal';
comment on column place.home is 'internal';
comment on column place.training is 'internal';
comment on column place.code is 'internal';
comment on column place.state is 'internal';
comment on column place.selection is 'internal: the decision that put her there';
comment on column place.rank is 'internal: in reserve';
comment on column place.offer is 'internal: the newest';
comment on column place.offers is 'internal';
comment on column place.answer_by is 'internal: story clock';
comment on column place.via is 'internal';
comment on column place.how is 'internal: of the newest release';
comment on column place.reason is 'internal: code of the newest release; none of health or safety';
comment on column place.was_confirmed is 'internal';
comment on column place.not_selected is 'internal';
comment on column place.unused is 'internal: answers that came too late or to another offer';

create table vacancy (
    training    uuid        primary key,
    code        text        not null,
    open_seats  integer     not null,
    reserve     integer     not null,
    conflict    jsonb       not null,
    explanation text        not null,
    at          timestamptz not null
);

comment on table vacancy is 'Seats that stay open, and why.';
comment on column vacancy.training is 'internal';
comment on column vacancy.code is 'internal';
comment on column vacancy.open_seats is 'internal';
comment on column vacancy.reserve is 'internal';
comment on column vacancy.conflict is 'internal: the bounds that cannot hold';
comment on column vacancy.explanation is 'internal';
comment on column vacancy.at is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, update on selection, place to %I', current_schema());
    execute format('grant select, insert, update, delete on vacancy to %I', current_schema());
end $$;

-- migrate:down

drop table vacancy;
drop table place;
drop table selection;
