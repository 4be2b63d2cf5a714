"""An artefact of 200 MB there and back, byte by byte the same, whole and in part."""
import hashlib
import os
import tempfile
from pathlib import Path

import mlflow

SIZE = 200_000_000
mlflow.set_experiment("large artefact")


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


with tempfile.TemporaryDirectory() as folder, mlflow.start_run() as active:
    source = Path(folder, "large.bin")
    with open(source, "wb") as file:
        for _ in range(SIZE // 1_000_000):
            file.write(os.urandom(1_000_000))
    mlflow.log_artifact(str(source), "data")
    listed = mlflow.MlflowClient().list_artifacts(active.info.run_id, "data")
    assert [file.file_size for file in listed] == [SIZE], listed
    back = mlflow.artifacts.download_artifacts(run_id=active.info.run_id, artifact_path="data/large.bin", dst_path=folder + "/back")
    assert digest(back) == digest(source)
