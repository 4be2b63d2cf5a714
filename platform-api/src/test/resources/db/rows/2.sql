insert into experiment (team_id, name, artifact_location, created_at, updated_at) values (1, 'rides', 'mlflow-artifacts:/1', 1, 1);
insert into experiment_tag (experiment_id, key, value) select id, 'k', 'v' from experiment where name = 'rides';
insert into run (id, experiment_id, name, user_id, start_time, artifact_uri)
    select 'r', id, 'first', 'ada', 1, 'mlflow-artifacts:/1/r/artifacts' from experiment where name = 'rides';
insert into metric (run, key, logged_at, step, value) select number, 'rmse', 1, 0, 'NaN' from run;
insert into latest_metric (run, key, experiment_id, step, logged_at, value) select number, 'rmse', experiment_id, 0, 1, 'NaN' from run;
insert into param (run, key, experiment_id, value) select number, 'lr', experiment_id, '0.1' from run;
insert into run_tag (run, key, experiment_id, value) select number, 't', experiment_id, 'v' from run;
insert into dataset (experiment_id, name, digest) select id, 'green', 'd' from experiment where name = 'rides';
insert into dataset_input (run, dataset_id) select r.number, d.id from run r, dataset d;
insert into dataset_input_tag (input_id, key, value) select id, 'k', 'v' from dataset_input;
insert into model_input (run, model_id) select number, 'm-1' from run;
insert into model_output (run, model_id, step) select number, 'm-2', 1 from run;
