"""Search with every operator over runs, experiments and logged models, in every order, page by page."""
import mlflow
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException

client = mlflow.MlflowClient()
experiment = client.create_experiment("search", tags={"team": "rides"})
names = ["alpha", "beta", "Gamma", "delta"]
runs = []
for number, name in enumerate(names):
    run = client.create_run(experiment, start_time=1_600_000_000_000 + number, run_name=name)
    client.log_batch(
        run.info.run_id,
        metrics=[Metric("loss", number / 4, 1, 0), Metric("val loss", float(number), 1, 0)] if number < 3 else [],
        params=[Param("kind", name), Param("a b", str(number))],
        tags=[RunTag("color", "Red" if number % 2 else "blue"), RunTag("x.y", "1")])
    runs.append(run.info.run_id)
client.set_terminated(runs[0], "FINISHED", end_time=1_600_000_100_000)
client.set_tag(runs[1], "only", "one")


def found(text, **options):
    return [names[runs.index(run.info.run_id)] for run in client.search_runs([experiment], text, **options)]


newest_first = ["delta", "Gamma", "beta", "alpha"]
EXPECTED = {
    "": newest_first,
    "metrics.loss > 0.25": ["Gamma"],
    "metrics.loss >= 0.25": ["Gamma", "beta"],
    "metrics.loss < 0.25": ["alpha"],
    "metrics.loss <= 0.25": ["beta", "alpha"],
    "metrics.loss = 0.25": ["beta"],
    "metrics.loss != 0.25": ["Gamma", "alpha"],
    "metrics.`val loss` = 2": ["Gamma"],
    'metric."val loss" = 2.0': ["Gamma"],
    "params.kind = 'beta'": ["beta"],
    "params.kind != 'beta'": ["delta", "Gamma", "alpha"],
    "params.kind LIKE '%ta'": ["delta", "beta"],
    "params.kind ILIKE 'g%'": ["Gamma"],
    "params.kind LIKE 'g%'": [],
    "param.`a b` = '3'": ["delta"],
    "tags.color = 'Red'": ["delta", "beta"],
    "tags.color != 'Red'": ["Gamma", "alpha"],
    "tags.color ILIKE 'RED'": ["delta", "beta"],
    "tag.`x.y` = '1' AND metrics.loss < 1 AND params.kind LIKE '%a'": ["Gamma", "beta", "alpha"],
    "tags.only != 'one'": [],
    "tags.only IS NULL": ["delta", "Gamma", "alpha"],
    "tags.only IS NOT NULL": ["beta"],
    "attributes.status = 'FINISHED'": ["alpha"],
    "status != 'FINISHED'": ["delta", "Gamma", "beta"],
    "attributes.run_name = 'beta'": ["beta"],
    "run_name ILIKE 'GAM%'": ["Gamma"],
    f"attributes.run_id IN ('{runs[0]}', '{runs[3]}')": ["delta", "alpha"],
    f"run_id NOT IN ('{runs[0]}', '{runs[3]}')": ["Gamma", "beta"],
    "attributes.start_time > 1600000000001": ["delta", "Gamma"],
    "attributes.end_time <= 1600000100000": ["alpha"],
    "start_time = 1600000000001": ["beta"],
}
for text, expected in EXPECTED.items():
    assert found(text) == expected, (text, found(text))

assert found("", order_by=["metrics.loss DESC"]) == ["Gamma", "beta", "alpha", "delta"]
assert found("", order_by=["metrics.loss"]) == ["alpha", "beta", "Gamma", "delta"]
assert found("", order_by=["tags.color ASC", "start_time ASC"]) == ["beta", "delta", "alpha", "Gamma"]
assert found("", order_by=["params.kind"]) == ["Gamma", "alpha", "beta", "delta"]

for broken in ("metrics.loss", "params.kind > 'a'", "1 = 1", "nothing.loss > 1", "params.kind = 'a' OR 1 = 1",
               "params.kind = 'x'; DROP TABLE runs", "metrics.loss > 'a'", "run_id IN ()", "' OR 1=1 --"):
    try:
        client.search_runs([experiment], broken)
        raise AssertionError(f"{broken} was accepted")
    except MlflowException as refused:
        assert refused.error_code == "INVALID_PARAMETER_VALUE", (broken, refused.error_code)

page = client.search_runs([experiment], max_results=3)
rest = client.search_runs([experiment], max_results=3, page_token=page.token)
assert [run.info.run_name for run in page + rest] == newest_first and not rest.token, (page, rest)

client.delete_run(runs[0])
assert found("", run_view_type=ViewType.DELETED_ONLY) == ["alpha"]
assert found("", run_view_type=ViewType.ALL) == newest_first
client.restore_run(runs[0])

for number in range(7):
    client.create_experiment(f"page {number}", tags={"paged": "yes"})
seen, token = [], None
while True:
    page = client.search_experiments(
        filter_string="tags.paged = 'yes'", order_by=["name DESC"], max_results=3, page_token=token)
    seen += [experiment.name for experiment in page]
    token = page.token
    if not token:
        break
assert seen == [f"page {number}" for number in reversed(range(7))], seen
assert [e.name for e in client.search_experiments(filter_string="name LIKE 'sea%' AND tags.team = 'rides'")] == ["search"]

models = [mlflow.create_external_model(name=f"m{number}", source_run_id=runs[number], params={"depth": str(number)},
                                       model_type="tree" if number else "line") for number in range(3)]
for number, model in enumerate(models):
    client.log_metric(runs[number], "auc", number / 2, model_id=model.model_id)


def logged(text, **options):
    home = [model.experiment_id for model in models]
    return [model.name for model in mlflow.search_logged_models(home, text, output_format="list", **options)]


assert logged("metrics.auc >= 0.5", order_by=[{"field_name": "metrics.auc", "ascending": True}]) == ["m1", "m2"]
assert logged("params.depth = '1'") == ["m1"]
assert logged("attributes.model_type = 'line'") == ["m0"]
assert sorted(logged("name != 'm0'")) == ["m1", "m2"]
