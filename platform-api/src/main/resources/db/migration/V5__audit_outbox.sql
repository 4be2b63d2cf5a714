-- Transaction ids order the audit's entries, and each cluster counts its own: an epoch is one cluster's entries.
create table audit_epoch (
    number int primary key,
    system_identifier bigint not null,
    began_at timestamptz not null default now()
);

-- "detail" is json and not jsonb because its exact text is what is hashed.
create table audit_entry (
    epoch int not null,
    xact xid8 not null default pg_current_xact_id(),
    id bigint generated always as identity,
    at timestamptz not null default clock_timestamp(),
    actor text not null,
    token text not null,
    team text not null,
    address text not null,
    request text not null,
    action text not null,
    subject text not null,
    outcome text not null check (outcome in ('DONE', 'REFUSED')),
    detail json not null,
    primary key (epoch, xact, id)
);

-- A seal holds the digests of the entries after the last one of the seal before it, up to (last_epoch, last_xact, last_id).
create table audit_seal (
    number bigint primary key,
    at timestamptz not null,
    last_epoch int not null,
    last_xact xid8 not null,
    last_id bigint not null,
    previous bytea not null unique,
    digests bytea not null check (length(digests) > 0 and length(digests) % 32 = 0),
    hash bytea not null unique
);

create function refuse_to_rewrite_the_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit is append-only: % of "%" is refused', lower(tg_op), tg_table_name
        using errcode = 'insufficient_privilege';
end
$$;

-- "Always": a session that calls itself a replica skips ordinary triggers.
create trigger append_only before update or delete or truncate on audit_epoch
    for each statement execute function refuse_to_rewrite_the_audit();
create trigger append_only before update or delete or truncate on audit_entry
    for each statement execute function refuse_to_rewrite_the_audit();
create trigger append_only before update or delete or truncate on audit_seal
    for each statement execute function refuse_to_rewrite_the_audit();
alter table audit_epoch enable always trigger append_only;
alter table audit_entry enable always trigger append_only;
alter table audit_seal enable always trigger append_only;

-- Also from the owner, who has to grant it to himself first.
revoke update, delete, truncate on audit_epoch, audit_entry, audit_seal from public, current_user;

create table outbox (
    id bigint generated always as identity primary key,
    key uuid not null default gen_random_uuid(),
    topic text not null,
    payload jsonb not null,
    state text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'DEAD')),
    tries int not null default 0,
    created_at timestamptz not null default now(),
    due_at timestamptz not null default now(),
    ended_at timestamptz,
    failure text
);

create index outbox_waiting on outbox (due_at) where state = 'WAITING';
create index outbox_ended on outbox (ended_at) where state = 'DONE';
create index outbox_dead on outbox (id) where state = 'DEAD';

-- When a job that repeats is next put into the outbox; whoever moves the time puts it there.
create table recurring_job (
    topic text primary key,
    next_at timestamptz not null
);

-- Who is told of which actions, at "https://..." or "mailto:..."; no team means the changes of all teams.
create table webhook (
    id bigint generated always as identity primary key,
    team_id bigint references team on delete cascade,
    url text not null,
    events text[] not null,
    secret text not null,
    created_at timestamptz not null default now(),
    failing_since timestamptz,
    disabled_at timestamptz
);

-- Changes that were asked for under a key of the caller's; the answer is encrypted by what only the caller knows.
create table keyed_change (
    key bytea primary key,
    request bytea not null,
    created_at timestamptz not null default now(),
    status int,
    answer text
);

create index keyed_change_created on keyed_change (created_at);
