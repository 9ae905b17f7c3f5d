-- Who could not arrive in time is told that, and not that others had more points.

-- migrate:up

alter table place add column left_out text;
alter table application add column left_out text;

comment on column place.left_out is 'internal: code of why she could not be selected whatever her points';
comment on column application.left_out is 'internal: the same, as the host told it';

-- migrate:down

alter table application drop column left_out;
alter table place drop column left_out;
