"""Metrics of the machine on and off, and what is logged in the background."""
import time

import mlflow

client = mlflow.MlflowClient()
mlflow.set_experiment("logging")
mlflow.set_system_metrics_sampling_interval(0.5)
mlflow.set_system_metrics_samples_before_logging(1)
with mlflow.start_run(log_system_metrics=True) as watched:
    time.sleep(2)
with mlflow.start_run(log_system_metrics=False) as unwatched:
    pass
keys = client.get_run(watched.info.run_id).data.metrics
assert any(key.startswith("system/cpu") for key in keys), keys
assert not client.get_run(unwatched.info.run_id).data.metrics

mlflow.config.enable_async_logging(True)
with mlflow.start_run() as active:
    for step in range(500):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_params({f"p{number}": number for number in range(150)})
    mlflow.set_tag("kind", "async")
mlflow.flush_async_logging()
run = client.get_run(active.info.run_id)
assert len(client.get_metric_history(run.info.run_id, "loss")) == 500
assert len(run.data.params) == 150 and run.data.tags["kind"] == "async"
