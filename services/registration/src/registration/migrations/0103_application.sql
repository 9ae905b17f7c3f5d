-- Applications of people whose home this is, their reviews and invitations.

-- migrate:up

create table application (
    id           uuid    primary key,
    version      integer not null,
    training     uuid    not null,
    participant  uuid    not null references person (id),
    home         text    not null,
    admission    text    not null,
    state        text    not null,
    code         text,
    profile      jsonb,
    submitted_at timestamptz,
    duplicate_of uuid,
    organisation text,
    rule         text,
    score        integer,
    reviews      integer not null,
    revision     integer not null,
    offer        uuid,
    withdrawn    text,
    outcome      text,
    unique (training, code)
);

create index application_by_participant on application (participant, training);

comment on column application.id is 'internal';
comment on column application.version is 'internal';
comment on column application.training is 'internal';
comment on column application.participant is 'internal';
comment on column application.home is 'internal';
comment on column application.admission is 'internal';
comment on column application.state is 'internal';
comment on column application.code is 'internal';
comment on column application.profile is 'internal: coded facts that quotas may use';
comment on column application.submitted_at is 'internal: story clock';
comment on column application.duplicate_of is 'internal';
comment on column application.organisation is 'internal: from the list of the coordinator; leaves as a pseudonym';
comment on column application.rule is 'internal';
comment on column application.score is 'internal: hundredths of a point';
comment on column application.reviews is 'internal';
comment on column application.revision is 'internal';
comment on column application.offer is 'internal: the newest';
comment on column application.withdrawn is 'internal';
comment on column application.outcome is 'internal';

create table form (
    application uuid  primary key references application (id),
    content     bytea not null
);

comment on table form is 'What she typed, as she typed it.';
comment on column form.application is 'internal';
comment on column form.content is 'sensitive: name, birth date, letter, wishes; her key';

create table review_sheet (
    application uuid   primary key references application (id),
    reviewers   uuid[] not null,
    reviews     jsonb  not null
);

create index review_sheet_by_reviewer on review_sheet using gin (reviewers);

comment on column review_sheet.application is 'internal';
comment on column review_sheet.reviewers is 'internal';
comment on column review_sheet.reviews is 'internal: marks';

create table review_comment (
    application uuid  not null references application (id),
    reviewer    uuid  not null,
    comment     bytea not null,
    primary key (application, reviewer)
);

comment on column review_comment.application is 'internal';
comment on column review_comment.reviewer is 'internal';
comment on column review_comment.comment is 'sensitive: words about her; her key';

create table invitation (
    offer       uuid        primary key,
    application uuid        not null references application (id),
    training    uuid        not null,
    participant uuid        not null,
    answer_by   timestamptz not null,
    state       text        not null,
    sent_at     timestamptz,
    answered_at timestamptz,
    reason      text,
    closed_by   text
);

create index invitation_by_application on invitation (application);
create index invitation_by_training on invitation (training);

comment on column invitation.offer is 'internal';
comment on column invitation.application is 'internal';
comment on column invitation.training is 'internal';
comment on column invitation.participant is 'internal';
comment on column invitation.answer_by is 'internal: story clock';
comment on column invitation.state is 'internal';
comment on column invitation.sent_at is 'internal: story clock';
comment on column invitation.answered_at is 'internal: story clock';
comment on column invitation.reason is 'internal';
comment on column invitation.closed_by is 'internal';

create table letter (
    id           uuid        primary key,
    person       uuid        not null references person (id),
    content      bytea       not null,
    training     uuid,
    offer        uuid,
    written_at   timestamptz not null default clock_timestamp(),
    sent_at      timestamptz,
    given_up_at  timestamptz,
    given_up_why text,
    attempts     integer     not null default 0,
    not_before   timestamptz not null default clock_timestamp(),
    taken_until  timestamptz
);

create index letter_to_send on letter (written_at, id) where sent_at is null and given_up_at is null;

comment on table letter is 'Mails to people, written with the change that they tell of.';
comment on column letter.id is 'internal';
comment on column letter.person is 'internal: to whom';
comment on column letter.content is 'sensitive: the words and the links; her key';
comment on column letter.training is 'internal: it waits while this training is suspended';
comment on column letter.offer is 'internal: the invitation that counts as sent once the mail is accepted';
comment on column letter.written_at is 'internal';
comment on column letter.sent_at is 'internal';
comment on column letter.given_up_at is 'internal: it reached nobody';
comment on column letter.given_up_why is 'internal: a code';
comment on column letter.attempts is 'internal';
comment on column letter.not_before is 'internal';
comment on column letter.taken_until is 'internal: until then whoever took it may be handing it over';

do $$ begin
    execute format('grant select, insert, update on application, review_sheet, invitation, letter to %I', current_schema());
    execute format('grant select, insert, update, delete on form, review_comment to %I', current_schema());
end $$;

-- migrate:down

drop table letter;
drop table invitation;
drop table review_comment;
drop table review_sheet;
drop table form;
drop table application;
