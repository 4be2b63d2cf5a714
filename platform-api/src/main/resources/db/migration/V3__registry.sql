create table registered_model (
    id bigint generated always as identity primary key,
    team_id bigint not null references team,
    name text collate "C" not null,
    description text not null,
    -- The greatest version number ever given: numbers of deleted versions are not given again.
    last_version integer not null default 0,
    created_at bigint not null,
    updated_at bigint not null,
    unique (team_id, name)
);

create table registered_model_tag (
    model_id bigint not null references registered_model on delete cascade,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (model_id, key)
);

create table model_version (
    model_id bigint not null references registered_model on delete cascade,
    version integer not null,
    description text,
    stage text collate "C" not null,
    source text collate "C" not null,
    -- Where the artefacts are, which for a source models:/… is another place than the source.
    storage text not null,
    -- Of this server or of another one, as run_link says; so there is no foreign key.
    run_id text collate "C" not null,
    run_link text not null,
    logged_model_id text collate "C",
    created_at bigint not null,
    updated_at bigint not null,
    primary key (model_id, version)
);

create index model_version_run on model_version (run_id);

create table model_version_tag (
    model_id bigint not null,
    version integer not null,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (model_id, version, key),
    foreign key (model_id, version) references model_version on delete cascade
);

-- Prompts are told from models by this tag, which every search looks for.
create index model_version_prompt on model_version_tag (model_id) where key = 'mlflow.prompt.is_prompt';

create table registered_model_alias (
    model_id bigint not null,
    alias text collate "C" not null,
    version integer not null,
    primary key (model_id, alias),
    foreign key (model_id, version) references model_version on delete cascade
);

create index registered_model_alias_version on registered_model_alias (model_id, version);

create table logged_model (
    id text collate "C" primary key,
    experiment_id bigint not null references experiment,
    name text collate "C" not null,
    artifact_uri text not null,
    model_type text collate "C" not null,
    source_run_id text collate "C" not null,
    -- The number of LoggedModelStatus in MLflow's protocol.
    status smallint not null,
    deleted boolean not null default false,
    created_at bigint not null,
    updated_at bigint not null
);

create index logged_model_experiment on logged_model (experiment_id, created_at desc, id);

create table logged_model_param (
    model_id text collate "C" not null references logged_model on delete cascade,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (model_id, key)
);

create table logged_model_tag (
    model_id text collate "C" not null references logged_model on delete cascade,
    key text collate "C" not null,
    value text collate "C" not null,
    primary key (model_id, key)
);

create table logged_model_metric (
    model_id text collate "C" not null references logged_model on delete cascade,
    key text collate "C" not null,
    logged_at bigint not null,
    step bigint not null,
    run_id text collate "C" not null,
    value double precision not null,
    dataset_name text collate "C",
    dataset_digest text collate "C",
    primary key (model_id, key, logged_at, step, run_id)
);
