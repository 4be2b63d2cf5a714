"""Fills the store behind an MLflow server: python seed_source.py FOLDER RUNS. The server is started over it afterwards."""

import math
import os
import sys

from mlflow import MlflowClient
from mlflow.entities import Dataset, DatasetInput, InputTag, Metric, Param, RunTag

folder, count = sys.argv[1], int(sys.argv[2])
client = MlflowClient(f"sqlite:///{folder}/mlflow.db")


def write(path, content):
    target = os.path.join(folder, "artifacts", path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(content)


def experiment(name, tags):
    return client.create_experiment(name, f"mlflow-artifacts:/{name}", tags)


def finished(where, index):
    run = client.create_run(where, start_time=1700000000000 + index, run_name=f"run {index}", tags={"kind": f"größe {index % 3}"})
    run_id = run.info.run_id
    metrics = [Metric("loss", 1.0 / (step + 1), 1700000000000 + step, step) for step in range(5)]
    metrics += [Metric("odd", [math.nan, 1e300, -0.5][index % 3], 1700000000000, 0)]
    client.log_batch(run_id, metrics, [Param("alpha", str(index)), Param("note", "a'b\"c")], [RunTag("n", str(index))])
    if index % 10 == 0:
        client.log_inputs(run_id, [DatasetInput(Dataset("rides", f"digest{index % 4}", "local", '{"uri": "x"}'), [InputTag("mlflow.data.context", "training")])])
        root = run.info.artifact_uri.removeprefix("mlflow-artifacts:/")
        write(f"{root}/model/MLmodel", f"run: {index}\n".encode())
        write(f"{root}/model/data/weights.bin", bytes(range(256)) * 100)
        write(f"{root}/größe.txt", "ü".encode())
    client.set_terminated(run_id, ["FINISHED", "FAILED", "KILLED"][index % 3], 1700000001000 + index)
    return run


rides = experiment("rides", {"owner": "us"})
first = finished(rides, 0)
for i in range(1, count):
    finished(rides, i)
running = client.create_run(experiment("other", {}))
client.log_metric(running.info.run_id, "loss", 1.0, timestamp=1700000000000, step=0)

client.create_registered_model("duration", {"team": "rides"}, "how long rides take")
for version in range(3):
    client.create_model_version("duration", f"{first.info.artifact_uri}/model", first.info.run_id, {"v": str(version)}, description=f"version {version}")
client.delete_model_version("duration", "2")
client.set_registered_model_alias("duration", "champion", "3")
client.create_registered_model("empty")
