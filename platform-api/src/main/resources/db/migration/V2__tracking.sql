-- Texts that are compared, sorted or paged by are in byte order, whatever the database's locale is.
create table experiment (
    id bigint generated always as identity primary key,
    team_id bigint not null references team,
    name text collate "C" not null,
    artifact_location text not null,
    lifecycle_stage text not null default 'active' check (lifecycle_stage in ('active', 'deleted')),
    created_at bigint not null,
    updated_at bigint not null,
    unique (team_id, name)
);

create table experiment_tag (
    experiment_id bigint not null references experiment on delete cascade,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (experiment_id, key)
);

-- The number is short and grows, so that rows of one run lie together; clients know the id only.
create table run (
    number bigint generated always as identity primary key,
    id text collate "C" not null unique,
    experiment_id bigint not null references experiment,
    name text collate "C" not null,
    user_id text collate "C" not null,
    status text collate "C" not null default 'RUNNING',
    start_time bigint not null,
    end_time bigint,
    artifact_uri text collate "C" not null,
    lifecycle_stage text not null default 'active' check (lifecycle_stage in ('active', 'deleted')),
    deleted_at bigint
);

create index run_newest on run (experiment_id, start_time desc, id);

-- What follows holds by far the most rows. They refer to their run by its number and have no foreign key, because a check for
-- each row would cost more than the row: each statement that writes them has found the run in the same transaction, and runs go
-- away together with their rows only.
create table metric (
    run bigint not null,
    key text collate "C" not null,
    logged_at bigint not null,
    step bigint not null,
    value double precision not null,
    primary key (run, key, logged_at, step, value)
);

-- The experiment is here for the indexes: what a search compares and sorts by is found without touching other experiments.
create table latest_metric (
    run bigint not null,
    key text collate "C" not null,
    experiment_id bigint not null,
    step bigint not null,
    logged_at bigint not null,
    value double precision not null,
    primary key (run, key)
);

create index latest_metric_value on latest_metric (experiment_id, key, value, run);

create table param (
    run bigint not null,
    key text collate "C" not null,
    experiment_id bigint not null,
    value text collate "C" not null,
    primary key (run, key)
);

-- An index entry holds 2.7 kB at most, a value up to 32 kB: the beginning decides nearly always.
create index param_value on param (experiment_id, key, substr(value, 1, 100), run);

create table run_tag (
    run bigint not null,
    key text collate "C" not null,
    experiment_id bigint not null,
    value text collate "C" not null,
    primary key (run, key)
);

create index run_tag_value on run_tag (experiment_id, key, substr(value, 1, 100), run);

create table dataset (
    id bigint generated always as identity primary key,
    experiment_id bigint not null references experiment,
    name text collate "C" not null,
    digest text collate "C" not null,
    source_type text,
    source text,
    schema text,
    profile text,
    unique (experiment_id, name, digest)
);

create table dataset_input (
    id bigint generated always as identity primary key,
    run bigint not null references run,
    dataset_id bigint not null references dataset,
    unique (run, dataset_id)
);

create index dataset_input_dataset on dataset_input (dataset_id);

create table dataset_input_tag (
    input_id bigint not null references dataset_input on delete cascade,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (input_id, key)
);

-- The models that a run read or made, by the ids of logged models, which may live in another server.
create table model_input (
    run bigint not null references run,
    model_id text collate "C" not null,
    primary key (run, model_id)
);

create index model_input_model on model_input (model_id);

create table model_output (
    run bigint not null references run,
    model_id text collate "C" not null,
    step bigint not null,
    primary key (run, model_id, step)
);

create index model_output_model on model_output (model_id);
