-- What became of those who were trained, as far as followup said it: plans, and plans that are awaited. It begins empty:
-- what was heard before is not copied, and the page of a training says so where somebody attended before.

-- migrate:up

create table plan (
    id       uuid    primary key,
    parent   uuid,
    lead     uuid,
    training uuid,
    state    text,
    mentored boolean not null,
    since    timestamptz,
    due      timestamptz,
    reminded integer not null
);

create index plan_by_parent on plan (parent, lead);

comment on table plan is 'Plans of this region, from what followup says of them.';
comment on column plan.id is 'internal';
comment on column plan.parent is 'internal: the training that it follows; null while no fact named it';
comment on column plan.lead is 'internal: the participant who leads it';
comment on column plan.training is 'internal: that it became, once approved';
comment on column plan.state is 'internal: null while no fact told it; what its training adds is read there';
comment on column plan.mentored is 'internal: whether it was given to a mentor';
comment on column plan.since is 'internal: story clock';
comment on column plan.due is 'internal: story clock; of the report that was last reminded of';
comment on column plan.reminded is 'internal: how often';

create table expected_plan (
    training     uuid    not null,
    participant  uuid    not null,
    due          timestamptz,
    since        timestamptz,
    closed       boolean not null default false,
    reminded     integer not null default 0,
    reminded_due timestamptz,
    primary key (training, participant)
);

comment on table expected_plan is 'Of whom a plan is awaited, from her attendance on.';
comment on column expected_plan.training is 'internal: that she attended';
comment on column expected_plan.participant is 'internal';
comment on column expected_plan.due is 'internal: story clock; null: none is asked for';
comment on column expected_plan.since is 'internal: story clock';
comment on column expected_plan.closed is 'internal: she planned, or joined the plan of another';
comment on column expected_plan.reminded is 'internal: how often';
comment on column expected_plan.reminded_due is 'internal: story clock; what she was last reminded of';

do $$ begin
    execute format('grant select, insert, update on plan, expected_plan to %I', current_schema());
end $$;

-- migrate:down

drop table expected_plan;
drop table plan;
