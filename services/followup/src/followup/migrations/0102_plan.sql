-- Plans, what came of them, and how many people each training reached.

-- migrate:up

create table plan (
    id       uuid    primary key,
    version  integer not null,
    state    text    not null,
    parent   uuid    not null,
    training uuid    unique,
    mentor   uuid,
    planners uuid[]  not null,
    record   jsonb   not null
);

create index plan_by_parent on plan (parent);
create index plan_by_mentor on plan (mentor);

comment on column plan.id is 'internal';
comment on column plan.version is 'internal';
comment on column plan.state is 'internal';
comment on column plan.parent is 'internal: the training that its lead attended';
comment on column plan.training is 'internal: the training that it becomes';
comment on column plan.mentor is 'internal';
comment on column plan.planners is 'internal: persons, the lead first';
comment on column plan.record is 'internal: coded values';

create table plan_text (
    plan    uuid  not null references plan (id),
    part    text  not null,
    content bytea not null,
    primary key (plan, part)
);

comment on column plan_text.plan is 'internal';
comment on column plan_text.part is 'internal: title, words, return, report, verification';
comment on column plan_text.content is 'sensitive: the lead''s key';

create table join_refused (
    plan        uuid not null,
    participant uuid not null,
    reason      text not null,
    primary key (plan, participant)
);

comment on table join_refused is 'Why somebody was not added to a plan; shown to her.';
comment on column join_refused.plan is 'internal';
comment on column join_refused.participant is 'internal';
comment on column join_refused.reason is 'internal: code, as the plan''s region gave it';

create table reach_said (
    training uuid  primary key,
    counted  jsonb not null
);

comment on table reach_said is 'What this service counted and said.';
comment on column reach_said.training is 'internal';
comment on column reach_said.counted is 'internal: totals';

create table reach_heard (
    training uuid  primary key,
    counted  jsonb not null
);

comment on table reach_heard is 'What every region counted: the tree.';
comment on column reach_heard.training is 'internal';
comment on column reach_heard.counted is 'internal: totals';

do $$ begin
    execute format('grant select, insert, update on plan, plan_text, join_refused, reach_said, reach_heard to %I', current_schema());
end $$;

-- migrate:down

drop table reach_heard;
drop table reach_said;
drop table join_refused;
drop table plan_text;
drop table plan;
