-- Feedback, testimonials and pictures, and what people agree to.

-- migrate:up

create table feedback (
    training    uuid   not null,
    participant uuid   not null,
    impactful   text[] not null,
    useful      text[] not null,
    words       bytea,
    primary key (training, participant)
);

comment on column feedback.training is 'internal';
comment on column feedback.participant is 'internal';
comment on column feedback.impactful is 'internal: topic codes';
comment on column feedback.useful is 'internal: topic codes';
comment on column feedback.words is 'sensitive: her key';

create table item (
    id         uuid   primary key,
    training   uuid   not null,
    kind       text   not null,
    state      text   not null,
    shown      uuid[] not null,
    sealed_for uuid   not null,
    words      bytea  not null,
    picture    bytea,
    media_type text
);

create index item_by_training on item (training);

comment on column item.id is 'internal';
comment on column item.training is 'internal';
comment on column item.kind is 'internal';
comment on column item.state is 'internal';
comment on column item.shown is 'internal: everybody who can be recognised';
comment on column item.sealed_for is 'internal: whose key opens it: the author of a testimonial, a picture itself';
comment on column item.words is 'personal: the testimonial or the caption';
comment on column item.picture is 'sensitive: the file';
comment on column item.media_type is 'internal';

create table consent (
    participant uuid    not null,
    purpose     text    not null,
    item        uuid    not null,
    given       boolean not null,
    version     integer not null,
    primary key (participant, purpose, item)
);

comment on table consent is 'What everybody last said; all zeros: about all items of the purpose.';
comment on column consent.participant is 'internal';
comment on column consent.purpose is 'internal';
comment on column consent.item is 'internal';
comment on column consent.given is 'internal';
comment on column consent.version is 'internal';

do $$ begin
    execute format('grant select, insert, update on feedback, item, consent to %I', current_schema());
end $$;

-- migrate:down

drop table consent;
drop table item;
drop table feedback;
