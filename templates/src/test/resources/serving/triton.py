"""Asks a server by tritonclient, in JSON and in binary: triton.py HOST:PORT MODEL VERSION. Prints the minutes of both as JSON."""

import json
import sys

import numpy as np
import tritonclient.http as triton
from tritonclient.utils import InferenceServerException

address, model, version = sys.argv[1:]
client = triton.InferenceServerClient(address)
assert client.is_server_live() and client.is_server_ready()
assert client.is_model_ready(model) and client.is_model_ready(model, version)
assert "binary_tensor_data" in client.get_server_metadata()["extensions"]
metadata = client.get_model_metadata(model)
assert metadata["versions"] == [version], metadata

columns = {
    "pickup_datetime": np.array(["2021-02-03T08:30:00", "2021-02-03T18:30:00"], dtype=object),
    "PULocationID": np.array([74, 75], dtype=np.int64),
    "DOLocationID": np.array([166, 74], dtype=np.int64),
    "trip_distance": np.array([1.5, 2.5], dtype=np.float64),
}
datatypes = {tensor["name"]: tensor["datatype"] for tensor in metadata["inputs"]}


def ask(binary, outputs=None, ids=None):
    inputs = []
    for name, values in columns.items():
        tensor = triton.InferInput(name, list(values.shape), datatypes[name])
        tensor.set_data_from_numpy(values, binary_data=binary)
        inputs.append(tensor)
    return client.infer(model, inputs, model_version=version, outputs=outputs, request_id=ids or "")


plain = ask(False, [triton.InferRequestedOutput("minutes", binary_data=False)], "mine")
assert plain.get_response()["id"] == "mine", plain.get_response()
binary = ask(True)
assert binary.as_numpy("prediction_id").shape == (2,) and binary.as_numpy("prediction_id")[0], binary.get_response()
mixed = ask(True, [triton.InferRequestedOutput("minutes", binary_data=False)])
np.testing.assert_array_equal(plain.as_numpy("minutes"), binary.as_numpy("minutes"))
np.testing.assert_array_equal(plain.as_numpy("minutes"), mixed.as_numpy("minutes"))
columns["PULocationID"][1] = 999
for form in (False, True):
    try:
        ask(form)
        raise SystemExit("zone 999 was accepted")
    except InferenceServerException as refused:
        assert "PULocationID is 999" in refused.message(), refused
print(json.dumps(plain.as_numpy("minutes").tolist()))
