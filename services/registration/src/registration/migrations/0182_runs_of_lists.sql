-- A lottery's list of panels is made as a draft is: watched, cancelled, lost. It has a policy, and no seed yet.

-- migrate:up

alter table selection_run
    alter column seed drop not null,
    add column policy text,
    add column threshold integer,
    add column lottery uuid,
    add constraint selection_run_makes_one check (
        (seed is null) = (policy is not null)
        and (threshold is null or policy is not null)
        and (selection is null or policy is null)
        and (lottery is null or policy is not null)
    );

comment on table selection_run is 'Drafts and lists of lotteries while they are made, and what became of each.';
comment on column selection_run.seed is 'internal: published with the rules, before the selection; null for a list';
comment on column selection_run.policy is 'internal: lottery, leximin, threshold; null for a draft';
comment on column selection_run.threshold is 'internal: hundredths of a point; null under other policies';
comment on column selection_run.lottery is 'internal: whose list it made';

do $$ begin
    execute format('grant update (lottery) on selection_run to %I', current_schema());
end $$;

-- migrate:down

delete from reminder where kind = 'EndedRun' and key in (select id from selection_run where policy is not null);
delete from selection_run where policy is not null;
alter table selection_run
    drop constraint selection_run_makes_one,
    drop column policy,
    drop column threshold,
    drop column lottery,
    alter column seed set not null;
comment on table selection_run is 'Drafts while they are made, and what became of each.';
comment on column selection_run.seed is 'internal: published with the rules, before the selection';
