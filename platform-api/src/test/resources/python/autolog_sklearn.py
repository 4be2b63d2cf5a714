"""scikit-learn's autolog: parameters, metrics, the data set and a model that predicts the same when it is loaded."""
import mlflow
import numpy as np
from sklearn.linear_model import Ridge
from sklearn.model_selection import GridSearchCV

mlflow.set_experiment("autolog of scikit-learn")
mlflow.sklearn.autolog(log_input_examples=True)
x = np.random.default_rng(7).normal(size=(80, 3))
y = x @ [1.0, -2.0, 0.5]

with mlflow.start_run() as active:
    fitted = Ridge(alpha=0.3).fit(x, y)
    fitted.score(x, y)

run = mlflow.get_run(active.info.run_id)
assert run.info.status == "FINISHED", run.info
assert run.data.params["alpha"] == "0.3", run.data.params
assert run.data.tags["estimator_name"] == "Ridge", run.data.tags
assert run.data.metrics["training_r2_score"] > 0.99, run.data.metrics
assert any(key.endswith("score_x") or key.startswith("Ridge_score") for key in run.data.metrics), run.data.metrics
assert len(run.inputs.dataset_inputs) == 1, run.inputs
output = run.outputs.model_outputs[0]
loaded = mlflow.sklearn.load_model(f"models:/{output.model_id}")
assert np.allclose(loaded.predict(x), fitted.predict(x))
generic = mlflow.pyfunc.load_model(f"models:/{output.model_id}")
assert np.allclose(generic.predict(x), fitted.predict(x))

with mlflow.start_run() as parent:
    GridSearchCV(Ridge(), {"alpha": [0.1, 1.0, 10.0]}, cv=3).fit(x, y)
children = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'", output_format="list")
assert len(children) == 3, children
