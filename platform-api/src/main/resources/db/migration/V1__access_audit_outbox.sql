create table team (
    id bigint generated always as identity primary key,
    name text not null unique,
    created_at timestamptz not null default now()
);

insert into team (name) values ('default');

create table app_user (
    id bigint generated always as identity primary key,
    name text not null unique,
    admin boolean not null default false,
    password_hash text,
    disabled boolean not null default false,
    created_at timestamptz not null default now()
);

-- The names under which a person is known elsewhere; each belongs to one person.
create table user_email (
    email text primary key,
    user_id bigint not null references app_user
);

create index on user_email (user_id);

create table user_kubernetes_name (
    name text primary key,
    user_id bigint not null references app_user
);

create index on user_kubernetes_name (user_id);

create table user_oidc_subject (
    subject text primary key,
    user_id bigint not null unique references app_user
);

create table team_member (
    team_id bigint not null references team,
    user_id bigint not null references app_user,
    role text not null check (role in ('MEMBER', 'APPROVER')),
    primary key (team_id, user_id)
);

create index on team_member (user_id);

-- A token without a user is a service token: it belongs to the team alone.
create table token (
    id bigint generated always as identity primary key,
    public_id text not null unique,
    name text not null,
    user_id bigint references app_user,
    team_id bigint not null references team,
    scope text not null check (scope in ('READ', 'WRITE', 'APPROVE', 'ADMIN')),
    created_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz
);

create index on token (user_id);
create index on token (team_id);

-- While a token is rotated two of its secrets are good.
create table token_secret (
    hash bytea primary key,
    token_id bigint not null references token,
    valid_until timestamptz
);

create index on token_secret (token_id);
