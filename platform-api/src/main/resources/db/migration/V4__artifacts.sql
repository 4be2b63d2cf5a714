-- The bytes. A blob is written once and never changed. While no artifact names it, it has an instant at which it is deleted:
-- far enough away for an upload under way, or for those who still read what was replaced.
create table artifact_blob (
    id uuid primary key,
    size bigint,
    sha256 text,
    expires_at timestamptz
);

create index on artifact_blob (expires_at) where expires_at is not null;

-- The names: <experiment id>/<run id>/artifacts/<path> or <experiment id>/models/<model id>/artifacts/<path>.
create table artifact (
    path text collate "C" primary key,
    blob uuid not null references artifact_blob,
    team_id bigint not null references team,
    created_at timestamptz not null default now()
);

create function artifact_blob_unnamed() returns trigger language plpgsql as $$
begin
    update artifact_blob set expires_at = now() + interval '1 hour' where id = old.blob;
    return null;
end
$$;

create trigger artifact_replaced after update of blob on artifact
    for each row when (old.blob <> new.blob) execute function artifact_blob_unnamed();
create trigger artifact_deleted after delete on artifact
    for each row execute function artifact_blob_unnamed();

-- An upload in parts becomes the blob of the same id. The parts are blobs too, or in the object store under its own name of the upload.
create table artifact_upload (
    blob uuid primary key references artifact_blob on delete cascade,
    path text not null,
    remote text
);

create table artifact_part (
    upload uuid references artifact_upload on delete cascade,
    number int,
    blob uuid not null references artifact_blob on delete cascade,
    primary key (upload, number)
);

-- What is brought over from other MLflow servers. The token is the other server's; it goes when the import ends.
create table import (
    id uuid primary key,
    team_id bigint not null references team,
    asked_by text not null,
    roles text[] not null,
    source text not null,
    token text,
    experiments text[] not null,
    state text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'FAILED')),
    step text not null default '',
    failure text,
    created_at timestamptz not null default now(),
    ended_at timestamptz
);

-- What became of each thing of another server. One that is not complete is taken up again by the next import.
create table imported (
    team_id bigint not null references team,
    source text not null,
    kind text not null,
    theirs text not null,
    ours text not null,
    complete boolean not null default false,
    import uuid not null references import,
    primary key (team_id, source, kind, theirs)
);
