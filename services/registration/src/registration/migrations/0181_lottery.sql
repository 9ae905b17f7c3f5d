-- Lotteries: a list of panels, committed to before its seed is known, and what was drawn from it.

-- migrate:up

create table lottery (
    id             uuid        primary key,
    training       uuid        not null,
    policy         text        not null,
    threshold      integer,
    reserve        integer     not null,
    homes_left_out text[]      not null,
    terms          jsonb       not null,
    revisions      jsonb       not null,
    hash           text        not null,
    document       jsonb       not null,
    candidates     text        not null,
    quotas         text        not null,
    committed_at   timestamptz not null,
    seed           bigint,
    selection      uuid        references selection,
    drawn_at       timestamptz,
    check ((seed is null) = (selection is null) and (seed is null) = (drawn_at is null))
);

create index lottery_by_training on lottery (training, committed_at, id);

comment on table lottery is 'Lists of panels, committed to before the seed is known; each is drawn from once.';
comment on column lottery.id is 'internal';
comment on column lottery.training is 'internal';
comment on column lottery.policy is 'internal: lottery, leximin, threshold';
comment on column lottery.threshold is 'internal: hundredths of a point; null under other policies';
comment on column lottery.reserve is 'internal: how many are to stand by';
comment on column lottery.homes_left_out is 'internal';
comment on column lottery.terms is 'internal: seats and quotas when it was committed';
comment on column lottery.revisions is 'internal: of all candidates, when it was committed';
comment on column lottery.hash is 'internal: of the list of panels; published before the seed is known';
comment on column lottery.document is 'internal: opaque ids and numbers; as it would be with the seed 0';
comment on column lottery.candidates is 'internal: opaque ids, and the attributes that quotas use';
comment on column lottery.quotas is 'internal';
comment on column lottery.committed_at is 'internal: story clock';
comment on column lottery.seed is 'internal: what was drawn in public, behind the list';
comment on column lottery.selection is 'internal: the draft that was drawn';
comment on column lottery.drawn_at is 'internal: story clock';

do $$ begin
    execute format('grant select, insert on lottery to %I', current_schema());
    execute format('grant update (seed, selection, drawn_at) on lottery to %I', current_schema());
end $$;

-- migrate:down

drop table lottery;
