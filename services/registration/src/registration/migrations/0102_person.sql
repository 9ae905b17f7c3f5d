-- People whose home this is. Everything that says who they are is sealed with a key of their own.

-- migrate:up

create table person (
    id           uuid   primary key,
    state        text   not null,
    version      integer not null default 0,
    contact_hash bytea  unique,
    contact      bytea,
    name         bytea,
    country      text,
    languages    text[] not null,
    kinds        text[] not null
);

comment on column person.id is 'internal';
comment on column person.state is 'internal';
comment on column person.version is 'internal: of the newest fact said about her';
comment on column person.contact_hash is 'personal: keyed hash by which she is recognised';
comment on column person.contact is 'personal';
comment on column person.name is 'personal';
comment on column person.country is 'internal';
comment on column person.languages is 'internal';
comment on column person.kinds is 'internal: the work she does for trainings';

create table consent (
    person       uuid        not null references person (id),
    purpose      text        not null,
    item         uuid        not null,
    version      integer     not null,
    given        boolean     not null,
    text_version integer     not null,
    at           timestamptz not null,
    primary key (person, version)
);

create index consent_newest on consent (person, purpose, item, version desc);

comment on table consent is 'Each change a row; the newest of a person, purpose and item holds.';
comment on column consent.person is 'internal';
comment on column consent.purpose is 'internal';
comment on column consent.item is 'internal: what it covers; all zeros: everything of this purpose';
comment on column consent.version is 'internal: of all facts said about her';
comment on column consent.given is 'internal';
comment on column consent.text_version is 'internal';
comment on column consent.at is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, update on person to %I', current_schema());
    execute format('grant select, insert on consent to %I', current_schema());
end $$;

-- migrate:down

drop table consent;
drop table person;
