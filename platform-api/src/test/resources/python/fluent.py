"""The fluent interface of runs: nested runs, metrics of every kind, parameters that are written once, figures, texts, tables."""
import math
import tempfile
from pathlib import Path

import mlflow
from mlflow.exceptions import MlflowException

client = mlflow.MlflowClient()
mlflow.set_experiment("runs")
mlflow.set_experiment_tags({"team": "rides"})
with mlflow.start_run(run_name="parent", tags={"a": "b"}, description="what it is for") as parent:
    mlflow.log_params({"lr": 0.1, "layers": [3, 2], "empty": ""})
    for step, value in enumerate([1.0, math.nan, math.inf, -math.inf, 0.5]):
        mlflow.log_metric("loss", value, step=step)
    mlflow.log_metrics({"acc": 0.9, "größe": 2.0}, step=7, timestamp=1_600_000_000_000)
    mlflow.log_text("hello", "notes/hello.txt")
    mlflow.log_dict({"a": [1, 2]}, "notes/a.json")
    mlflow.log_table({"x": [1, 2], "y": ["a", "b"]}, "table.json")
    for number in range(2):
        with mlflow.start_run(run_name=f"child {number}", nested=True):
            mlflow.log_param("number", number)

run = client.get_run(parent.info.run_id)
assert run.info.run_name == "parent" and run.data.tags["mlflow.note.content"] == "what it is for", run
assert run.data.params == {"lr": "0.1", "layers": "[3, 2]", "empty": ""}, run.data.params
assert run.data.metrics["loss"] == 0.5 and run.data.metrics["größe"] == 2.0, run.data.metrics
values = [metric.value for metric in client.get_metric_history(run.info.run_id, "loss")]
largest = 1.7976931348623157e308
assert math.isnan(values[1]) and values[2:4] == [largest, -largest], values
children = client.search_runs([run.info.experiment_id], f"tags.mlflow.parentRunId = '{run.info.run_id}'")
assert sorted(child.info.run_name for child in children) == ["child 0", "child 1"], children

assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/notes/hello.txt") == "hello"
assert mlflow.artifacts.load_dict(f"runs:/{run.info.run_id}/notes/a.json") == {"a": [1, 2]}
assert list(mlflow.load_table("table.json", run_ids=[run.info.run_id])["y"]) == ["a", "b"]
with tempfile.TemporaryDirectory() as folder:
    source = Path(folder, "source", "deep")
    source.mkdir(parents=True)
    (source / "größe mit leer.txt").write_text("x" * 10_000)
    client.log_artifacts(run.info.run_id, str(source.parent), "tree")
    assert [file.path for file in client.list_artifacts(run.info.run_id, "tree/deep")] == ["tree/deep/größe mit leer.txt"]
    back = Path(client.download_artifacts(run.info.run_id, "tree", folder))
    assert (back / "deep" / "größe mit leer.txt").stat().st_size == 10_000

client.log_param(run.info.run_id, "lr", 0.1)
for refused in (lambda: client.log_param(run.info.run_id, "lr", 0.2),
                lambda: client.log_metric(run.info.run_id, "a;b", 1),
                lambda: client.get_run("0" * 32),
                lambda: client.create_experiment("runs")):
    try:
        refused()
        raise AssertionError("accepted")
    except MlflowException as refusal:
        assert refusal.error_code in (
            "INVALID_PARAMETER_VALUE", "RESOURCE_DOES_NOT_EXIST", "RESOURCE_ALREADY_EXISTS"), refusal.error_code

client.update_run(run.info.run_id, status="FAILED", name="renamed")
assert client.get_run(run.info.run_id).info.run_name == "renamed"
client.delete_tag(run.info.run_id, "a")
assert "a" not in client.get_run(run.info.run_id).data.tags
client.delete_run(run.info.run_id)
assert client.get_run(run.info.run_id).info.lifecycle_stage == "deleted"
client.restore_run(run.info.run_id)
client.rename_experiment(run.info.experiment_id, "renamed runs")
client.delete_experiment(run.info.experiment_id)
assert client.get_experiment(run.info.experiment_id).lifecycle_stage == "deleted"
client.restore_experiment(run.info.experiment_id)
assert client.get_experiment_by_name("renamed runs").tags["team"] == "rides"
