"""A model from log_model to the registry and back: versions, aliases, stages, tags, search, deletion."""
import mlflow
import numpy as np
from mlflow.exceptions import RestException
from mlflow.models import infer_signature
from sklearn.linear_model import LinearRegression

client = mlflow.MlflowClient()
mlflow.set_experiment("models")
x = np.arange(20.0).reshape(-1, 1)
fitted = LinearRegression().fit(x, 3 * x.ravel())

for number in ("1", "2", "3"):
    with mlflow.start_run():
        logged = mlflow.sklearn.log_model(
            fitted, name="line", signature=infer_signature(x, fitted.predict(x)), registered_model_name="line",
            params={"degree": 1}, input_example=x[:2])
    assert str(logged.registered_model_version) == number, logged.registered_model_version

found = mlflow.get_logged_model(logged.model_id)
assert found.status == "READY" and found.params == {"degree": "1"}, found
assert found.tags["mlflow.modelVersions"] or found.tags, found.tags

client.set_registered_model_alias("line", "champion", "2")
client.set_registered_model_alias("line", "challenger", "3")
assert client.get_model_version_by_alias("line", "champion").version == "2"
assert client.get_model_version("line", "2").aliases == ["champion"]
assert client.get_registered_model("line").aliases == {"champion": "2", "challenger": "3"}
for uri in ("models:/line@champion", "models:/line/2", "models:/line/latest", f"models:/{logged.model_id}"):
    assert np.allclose(mlflow.pyfunc.load_model(uri).predict(x), 3 * x.ravel()), uri
client.delete_registered_model_alias("line", "champion")
try:
    client.get_model_version_by_alias("line", "champion")
    raise AssertionError("an alias that was deleted was found")
except RestException as refused:
    assert refused.error_code == "INVALID_PARAMETER_VALUE", refused.error_code

client.transition_model_version_stage("line", "1", "Production")
client.transition_model_version_stage("line", "2", "Production", archive_existing_versions=True)
assert client.get_model_version("line", "1").current_stage == "Archived"
assert [version.version for version in client.get_latest_versions("line", ["Production"])] == ["2"]

client.set_model_version_tag("line", "2", "approved", "yes")
client.set_registered_model_tag("line", "owner", "ann")
client.update_model_version("line", "2", "the second")
client.update_registered_model("line", "a line")
version = client.get_model_version("line", "2")
assert version.tags["approved"] == "yes" and version.description == "the second", version
assert client.get_registered_model("line").description == "a line"
assert [v.version for v in client.search_model_versions("name = 'line' AND tags.approved = 'yes'")] == ["2"]
assert [m.name for m in client.search_registered_models("name ILIKE 'LI%' AND tags.owner = 'ann'")] == ["line"]
client.delete_model_version_tag("line", "2", "approved")
client.delete_registered_model_tag("line", "owner")

copy = client.copy_model_version("models:/line/2", "copy of line")
assert copy.version == "1" and copy.source == "models:/line/2", copy
client.rename_registered_model("copy of line", "another line")
assert client.get_model_version("another line", "1").name == "another line"
assert client.get_model_version_download_uri("line", "3").startswith(("mlflow-artifacts:", "models:")), "download"
client.delete_model_version("line", "3")
assert sorted(v.version for v in client.search_model_versions("name = 'line'")) == ["1", "2"]
client.delete_registered_model("line")
try:
    client.get_registered_model("line")
    raise AssertionError("a model that was deleted was found")
except RestException as refused:
    assert refused.error_code == "RESOURCE_DOES_NOT_EXIST", refused.error_code
