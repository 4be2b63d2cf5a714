"""What MLflow's client does with artefacts: python artifacts.py FOLDER MEGABYTES, the server as MLflow's variables name it."""

import filecmp
import os
import sys

import mlflow

folder, megabytes = sys.argv[1], int(sys.argv[2])
there = os.path.join(folder, "there")
os.makedirs(os.path.join(there, "sub dir", "größe"))
for name, size in {"a.txt": 5, "empty": 0, "sub dir/größe/b%20c.bin": 70_000, "large.bin": megabytes << 20}.items():
    with open(os.path.join(there, name), "wb") as file:
        file.write(os.urandom(size))

with mlflow.start_run() as run:
    mlflow.log_artifacts(there, "data")
    mlflow.log_text("hello", "notes/hello.txt")

client = mlflow.MlflowClient()
listed = {file.path: file.file_size for file in client.list_artifacts(run.info.run_id, "data")}
assert listed == {"data/a.txt": 5, "data/empty": 0, "data/large.bin": megabytes << 20, "data/sub dir": None}, listed
back = mlflow.artifacts.download_artifacts(run_id=run.info.run_id, dst_path=os.path.join(folder, "back"))
assert mlflow.artifacts.load_text(f"{run.info.artifact_uri}/notes/hello.txt") == "hello"
for name in ["a.txt", "empty", "large.bin", "sub dir/größe/b c.bin"]:
    original = os.path.join(there, name.replace("b c", "b%20c"))
    assert filecmp.cmp(original, os.path.join(back, "data", name), shallow=False), name

repository = mlflow.store.artifact.artifact_repository_registry.get_artifact_repository(run.info.artifact_uri)
repository.delete_artifacts("data")
assert [file.path for file in client.list_artifacts(run.info.run_id)] == ["notes"]
