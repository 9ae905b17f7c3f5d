-- What was taught, and who was there. A mark that changes leaves a correction behind.

-- migrate:up

create table delivery (
    training    uuid    not null references training,
    session     uuid    not null,
    minutes     integer not null,
    as_designed boolean not null,
    primary key (training, session)
);

create table mark (
    training    uuid    not null references training,
    session     uuid    not null,
    application uuid    not null,
    kind        text    not null,
    minutes     integer,
    primary key (training, session, application)
);

create table correction (
    id          bigint      generated always as identity primary key,
    training    uuid        not null references training,
    session     uuid        not null,
    application uuid,
    before      jsonb       not null,
    after       jsonb       not null,
    reason      text        not null,
    at          timestamptz not null,
    by          uuid
);

create index correction_by_training on correction (training, id);

-- What somebody said of showing her public text, newest by version. No item: all her public texts.
create table public_text_consent (
    person  uuid    not null,
    item    uuid,
    given   boolean not null,
    version integer not null,
    unique nulls not distinct (person, item)
);

comment on column delivery.training is 'internal';
comment on column delivery.session is 'internal';
comment on column delivery.minutes is 'internal: that took place';
comment on column delivery.as_designed is 'internal';
comment on column mark.training is 'internal';
comment on column mark.session is 'internal';
comment on column mark.application is 'internal';
comment on column mark.kind is 'internal';
comment on column mark.minutes is 'internal: beside partly';
comment on table correction is 'Append-only.';
comment on column correction.id is 'internal';
comment on column correction.training is 'internal';
comment on column correction.session is 'internal';
comment on column correction.application is 'internal: none where the delivery was corrected';
comment on column correction.before is 'internal';
comment on column correction.after is 'internal';
comment on column correction.reason is 'internal: words for staff';
comment on column correction.at is 'internal: story clock';
comment on column correction.by is 'internal: id of the person who corrected';
comment on column public_text_consent.person is 'internal';
comment on column public_text_consent.item is 'internal';
comment on column public_text_consent.given is 'internal';
comment on column public_text_consent.version is 'internal';

do $$ begin
    execute format('grant select, insert, update on delivery, mark, public_text_consent to %I', current_schema());
    execute format('grant select, insert on correction to %I', current_schema());
end $$;

-- migrate:down

drop table public_text_consent;
drop table correction;
drop table mark;
drop table delivery;
