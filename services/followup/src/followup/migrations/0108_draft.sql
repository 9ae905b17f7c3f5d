-- What she typed of a plan or a report and has not sent.

-- migrate:up

create table draft (
    participant uuid  not null,
    part        text  not null,
    about       uuid  not null,
    content     bytea not null,
    primary key (participant, part, about)
);

create index draft_by_about on draft (about);

comment on table draft is 'Gone once it is sent, or can be sent no more.';
comment on column draft.participant is 'internal: whose it is, and whose alone';
comment on column draft.part is 'internal: plan, report';
comment on column draft.about is 'internal: the training that she attended, or the plan that is written again or reported';
comment on column draft.content is 'sensitive: as she typed it; her key';

do $$ begin
    execute format('grant select, insert, update, delete on draft to %I', current_schema());
end $$;

-- migrate:down

drop table draft;
