"""Puts runs into the tables of MLflow's server, which would take an hour to take them by its protocol, and prints the ids of some.

    seed.py URL EXPERIMENT RUNS
"""

import sys

import psycopg2

url, experiment, runs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
SEEDED = "generate_series(1, %(runs)s) as n"
RUN = "md5(%(experiment)s || '/' || n)"

with psycopg2.connect(url) as connection, connection.cursor() as cursor:
    values = {"experiment": experiment, "runs": runs}
    cursor.execute(
        f"""insert into runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time,
                              source_version, lifecycle_stage, artifact_uri, experiment_id)
            select {RUN}, 'run ' || n, 'LOCAL', '', '', 'bench', 'FINISHED', 1700000000000 + n, 1700000001000 + n, '', 'active',
                   'mlflow-artifacts:/' || {RUN}, %(experiment)s from {SEEDED}""",
        values,
    )
    for key, value in (("rmse", "n %% 10"), ("mae", "n %% 7"), ("loss", "n %% 3")):
        for table in ("metrics", "latest_metrics"):
            cursor.execute(
                f"""insert into {table} (key, value, timestamp, step, is_nan, run_uuid)
                    select '{key}', {value}, 1700000000000, 0, false, {RUN} from {SEEDED}""",
                values,
            )
    for key, value in (("depth", "n %% 9"), ("rate", "n %% 5"), ("trees", "n %% 50")):
        cursor.execute(f"insert into params (key, value, run_uuid) select '{key}', {value}, {RUN} from {SEEDED}", values)
    cursor.execute(
        f"insert into tags (key, value, run_uuid) select 'mlflow.runName', 'run ' || n, {RUN} from {SEEDED}", values)
    cursor.execute(f"select {RUN} from {SEEDED} order by n %% 997 limit 1000", values)
    print("\n".join(row[0] for row in cursor.fetchall()))

connection = psycopg2.connect(url)
connection.autocommit = True
connection.cursor().execute("vacuum analyze")
