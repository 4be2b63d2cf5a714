create table team (
    id bigint generated always as identity primary key,
    name text not null unique,
    created_at timestamptz not null default now()
);

insert into team (name) values ('default');

create table app_user (
    id bigint generated always as identity primary key,
    name text not null unique,
    created_at timestamptz not null default now()
);

create table token (
    id bigint generated always as identity primary key,
    user_id bigint not null references app_user,
    team_id bigint not null references team,
    hash bytea not null unique,
    roles text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz
);
