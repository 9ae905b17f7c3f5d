-- Organisations from which people come. Those that applications named before are on the list, under their codes.

-- migrate:up

create table organisation (
    code    text primary key,
    name    text not null,
    country text
);

comment on table organisation is 'The list of the coordinators; nothing is taken off it.';
comment on column organisation.code is 'internal: applications name it';
comment on column organisation.name is 'internal: leaves in no fact';
comment on column organisation.country is 'internal: null for several, or where it was not said';

insert into organisation (code, name)
select distinct organisation, organisation from application where organisation is not null;

alter table application add foreign key (organisation) references organisation (code);

do $$ begin
    execute format('grant select, insert, update (name, country) on organisation to %I', current_schema());
end $$;

-- migrate:down

alter table application drop constraint application_organisation_fkey;

drop table organisation;
