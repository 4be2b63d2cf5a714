insert into artifact_blob (id, size, sha256) values ('00000000-0000-4000-8000-000000000001', 3, 'abc');
insert into artifact (path, blob, team_id) values ('1/r/artifacts/model', '00000000-0000-4000-8000-000000000001', 1);
