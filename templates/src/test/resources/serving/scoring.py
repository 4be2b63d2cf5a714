"""Scores by MLflow's client and by its protocol's five forms: scoring.py http://HOST:PORT. Prints the minutes of all as JSON."""

import json
import sys

import pandas as pd
import requests
from mlflow.pyfunc.scoring_server.client import ScoringServerClient

address = sys.argv[1]
rides = pd.DataFrame(
    {
        "lpep_pickup_datetime": ["2021-02-03 08:30:00", "2021-02-03 18:30:00"],
        "PULocationID": [74, 75],
        "DOLocationID": [166, 74],
        "trip_distance": [1.5, 2.5],
        "passenger_count": [1.0, None],
        "fare_amount": [10.5, 12.0],
    }
)
host, port = address.rsplit(":", 1)
client = ScoringServerClient(host.removeprefix("http://"), int(port))
client.ping()
assert client.get_version()
by_client = [float(value) for value in client.invoke(rides).get_predictions().iloc[:, 0]]

records = json.loads(rides.to_json(orient="records"))
split = json.loads(rides.to_json(orient="split"))
bodies = [
    {"dataframe_split": split},
    {"dataframe_records": records},
    {"instances": records},
    {"inputs": {name: [record[name] for record in records] for name in rides.columns}},
]
scored = [by_client]
for body in bodies:
    answer = requests.post(address + "/invocations", json=body, timeout=30)
    assert answer.status_code == 200, answer.text
    scored.append(answer.json()["predictions"])
answer = requests.post(
    address + "/invocations", data=rides.to_csv(index=False), headers={"Content-Type": "text/csv"}, timeout=30
)
assert answer.status_code == 200, answer.text
scored.append(answer.json()["predictions"])
assert requests.get(address + "/ping", timeout=30).status_code == 200
refused = requests.post(address + "/invocations", json={"instances": [{"PULocationID": 999}]}, timeout=30)
assert refused.status_code == 400 and "PULocationID" in refused.json()["error"], refused.text
assert all(scores == scored[0] for scores in scored), scored
print(json.dumps(scored[0]))
