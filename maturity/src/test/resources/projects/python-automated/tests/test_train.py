from rides.features import columns
from rides.train import score


def test_columns_are_those_known_at_pickup(rides):
    assert list(columns(rides)) == ["pickup", "dropoff", "distance"]


def test_a_perfect_model_has_no_error(perfect, rides):
    assert score(perfect, rides, rides["minutes"]) == 0
