-- Who holds a place in the consumer group: the newest process that claimed it.

-- migrate:up

create table member (
    instance text   primary key,
    epoch    bigint not null
);

do $$ begin
    execute format('grant select, insert, update on member to %I', current_schema());
end $$;

-- migrate:down

drop table member;
