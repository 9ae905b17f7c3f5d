-- A request that works in transactions of its own is being done: its row comes first, its answer later.

-- migrate:up

alter table answer
    alter column sealed drop not null,
    add column running_in text,
    add check ((sealed is null) = (running_in is not null));

comment on column answer.running_in is
    'internal: process id and start of the connection that the request began on; with that connection its claim ends';

-- migrate:down

delete from answer where sealed is null;
alter table answer drop column running_in, alter column sealed set not null;
