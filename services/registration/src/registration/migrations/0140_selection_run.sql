-- Drafts while they are made. A run belongs to whoever holds its lock: with that session it ends.

-- migrate:up

create table selection_run (
    id             uuid        primary key,
    training       uuid        not null,
    owner          bigint      not null,
    seed           bigint      not null,
    reserve        integer     not null,
    homes_left_out text[]      not null,
    asked_at       timestamptz not null,
    state          text        not null,
    step           text        not null,
    done           integer     not null,
    parts          integer     not null,
    selection      uuid,
    problem        jsonb,
    ended_at       timestamptz
);

create index selection_run_by_training on selection_run (training, asked_at, id);

comment on table selection_run is 'Drafts while they are made, and what became of each.';
comment on column selection_run.id is 'internal';
comment on column selection_run.training is 'internal';
comment on column selection_run.owner is 'internal: number of the session lock of whoever works at it';
comment on column selection_run.seed is 'internal: published with the rules, before the selection';
comment on column selection_run.reserve is 'internal: how many are to stand by';
comment on column selection_run.homes_left_out is 'internal';
comment on column selection_run.asked_at is 'internal: story clock';
comment on column selection_run.state is 'internal: running, also where its owner is gone: that is read from the locks';
comment on column selection_run.step is 'internal: what is being done';
comment on column selection_run.done is 'internal: parts of the step that are done';
comment on column selection_run.parts is 'internal: of the step; 0 where it has none';
comment on column selection_run.selection is 'internal: the draft that it made';
comment on column selection_run.problem is 'internal: why it failed; codes and numbers';
comment on column selection_run.ended_at is 'internal: story clock';

do $$ begin
    execute format('grant select, insert, delete on selection_run to %I', current_schema());
    execute format('grant update (state, step, done, parts, selection, problem, ended_at) on selection_run to %I',
                   current_schema());
end $$;

-- migrate:down

drop table selection_run;
