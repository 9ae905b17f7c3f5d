-- What trainings refer to: organisations, programmes, manuals.

-- migrate:up

create table organisation (
    id      uuid primary key,
    code    text not null unique,
    name    text not null,
    country text not null
);

create table programme (
    id    uuid primary key,
    code  text not null unique,
    title text not null
);

create table manual (
    id       uuid    primary key,
    code     text    not null,
    title    text    not null,
    edition  integer not null,
    language text    not null,
    modules  jsonb   not null,
    state    text    not null,
    version  integer not null,
    unique (code, edition, language)
);

comment on column organisation.id is 'public';
comment on column organisation.code is 'public';
comment on column organisation.name is 'public';
comment on column organisation.country is 'public';
comment on column programme.id is 'public';
comment on column programme.code is 'public';
comment on column programme.title is 'public';
comment on table manual is 'One edition in one language.';
comment on column manual.id is 'public';
comment on column manual.code is 'public';
comment on column manual.title is 'public';
comment on column manual.edition is 'public';
comment on column manual.language is 'public';
comment on column manual.modules is 'public: code, title, minutes, topics, prerequisites';
comment on column manual.state is 'internal';
comment on column manual.version is 'internal';

do $$ begin
    execute format('grant select, insert on organisation, programme to %I', current_schema());
    execute format('grant select, insert, update on manual to %I', current_schema());
end $$;

-- migrate:down

drop table manual;
drop table programme;
drop table organisation;
