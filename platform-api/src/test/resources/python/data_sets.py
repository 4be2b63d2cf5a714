"""Data sets as inputs of runs, with their context, and the search by them."""
import mlflow
import pandas as pd

client = mlflow.MlflowClient()
mlflow.set_experiment("datasets")
frame = pd.DataFrame({"distance": [1.0, 2.5], "minutes": [4, 11]})
training = mlflow.data.from_pandas(frame, source="s3://rides/january.parquet", name="january", targets="minutes")
with mlflow.start_run() as active:
    mlflow.log_input(training, context="training", tags={"split": "first"})
    mlflow.log_input(training, context="training")
    mlflow.log_input(mlflow.data.from_pandas(frame.head(1), name="february"), context="eval")

inputs = {item.dataset.name: item for item in client.get_run(active.info.run_id).inputs.dataset_inputs}
assert sorted(inputs) == ["february", "january"], inputs
assert {tag.key: tag.value for tag in inputs["january"].tags}["mlflow.data.context"] == "training", inputs
assert inputs["january"].dataset.digest == training.digest
assert mlflow.data.get_source(inputs["january"].dataset).uri == "s3://rides/january.parquet"
for text, expected in {
    "dataset.name = 'january'": 1,
    "dataset.name != 'january'": 1,
    "dataset.name = 'march'": 0,
    "datasets.name LIKE '%uary' AND dataset.context = 'eval'": 1,
    "dataset.name ILIKE 'JAN%'": 1,
    f"dataset.digest IN ('{training.digest}')": 1,
    "dataset.name IN ('march', 'april')": 0,
}.items():
    assert len(mlflow.search_runs(filter_string=text, output_format="list")) == expected, text
