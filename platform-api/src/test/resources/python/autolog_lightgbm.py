"""LightGBM's autolog: a metric per round and a booster that predicts the same when it is loaded."""
import lightgbm
import mlflow
import numpy as np

mlflow.set_experiment("autolog of LightGBM")
mlflow.lightgbm.autolog()
random = np.random.default_rng(7)
x = random.normal(size=(200, 4))
y = x[:, 0] * 2 + x[:, 1]
train = lightgbm.Dataset(x[:150], y[:150])
valid = lightgbm.Dataset(x[150:], y[150:])

with mlflow.start_run() as active:
    booster = lightgbm.train(
        {"objective": "regression", "metric": "l2", "num_leaves": 7, "verbosity": -1},
        train, num_boost_round=12, valid_sets=[valid], valid_names=["valid"])

run = mlflow.get_run(active.info.run_id)
assert run.data.params["num_leaves"] == "7", run.data.params
history = mlflow.MlflowClient().get_metric_history(run.info.run_id, "valid-l2")
assert [metric.step for metric in history] == list(range(12)), history
assert history[-1].value == run.data.metrics["valid-l2"]
loaded = mlflow.lightgbm.load_model(f"models:/{run.outputs.model_outputs[0].model_id}")
assert np.allclose(loaded.predict(x), booster.predict(x))
files = [file.path for file in mlflow.MlflowClient().list_artifacts(run.info.run_id)]
assert "feature_importance_split.json" in files, files
