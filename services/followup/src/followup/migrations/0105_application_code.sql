-- The code by which staff know an application, so that they need not read ids.

-- migrate:up

alter table application add column code text;

comment on column application.code is 'internal: null while only the host was heard';

-- migrate:down

alter table application drop column code;
