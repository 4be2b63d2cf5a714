-- What a table of a later migration may have, so that a backup is known to take it.
create table parent (
    id bigint generated always as identity primary key,
    name text not null unique,
    favourite bigint,
    twice text generated always as (name || name) stored
);

create table child (
    id uuid primary key default gen_random_uuid(),
    parent_id bigint not null references parent on delete cascade,
    elder uuid references child,
    words text[] not null default '{}',
    bytes bytea,
    detail jsonb not null default '{}',
    exact json,
    number double precision,
    at timestamptz not null default clock_timestamp(),
    by xid8 not null default pg_current_xact_id()
);

-- Each refers to the other.
alter table parent add constraint parent_favourite foreign key (favourite) references parent (id) deferrable;

create table "Odd Name" (
    "select" int primary key,
    "a ""quoted"" one" text
);

create table part_of (
    month int,
    value text
) partition by list (month);
create table part_of_1 partition of part_of for values in (1);
create table part_of_2 partition of part_of for values in (2);

create unlogged table forgotten (
    value text
);

create table kept (
    value text
);
insert into kept values ('by the migration');

create function refuse() returns trigger language plpgsql as $$
begin
    raise exception 'refused';
end
$$;
create trigger refuse before update or delete or truncate on kept for each statement execute function refuse();
alter table kept enable always trigger refuse;
create trigger off before insert on kept for each statement execute function refuse();
alter table kept disable trigger off;
