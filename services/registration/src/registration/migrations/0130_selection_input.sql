-- What a decision was made of, for whoever checks its document, and what is told beside that.

-- migrate:up

alter table selection add column explained jsonb;
comment on column selection.explained is 'internal: opaque ids and numbers; null where the document is from before';

create table selection_input (
    selection  uuid primary key references selection,
    candidates text not null,
    quotas     text not null
);

comment on table selection_input is 'What a decision was made of, as files; written with it, never changed.';
comment on column selection_input.selection is 'internal';
comment on column selection_input.candidates is 'internal: opaque ids, scores, and the attributes that quotas use';
comment on column selection_input.quotas is 'internal';

do $$ begin
    execute format('grant select, insert on selection_input to %I', current_schema());
end $$;

-- migrate:down

drop table selection_input;
alter table selection drop column explained;
