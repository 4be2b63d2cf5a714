"""Trains the model on the rides that the command line names."""

import argparse

import mlflow
import pandas as pd
from sklearn.dummy import DummyRegressor
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import root_mean_squared_error
from sklearn.model_selection import train_test_split

from . import schema
from .features import columns


def score(model, rides, minutes):
    return root_mean_squared_error(minutes, model.predict(rides))


def train(path):
    rides = pd.read_parquet(path)
    rides = schema.rides.validate(rides)
    x, x_test, y, y_test = train_test_split(columns(rides), rides["minutes"], random_state=7)
    model = GradientBoostingRegressor(random_state=7)
    with mlflow.start_run():
        mlflow.log_params(model.get_params())
        model.fit(x, y)
        baseline = DummyRegressor().fit(x, y)
        mlflow.log_metric("rmse", score(model, x_test, y_test))
        mlflow.log_metric("baseline_rmse", score(baseline, x_test, y_test))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data/rides.parquet")
    train(parser.parse_args().data)


if __name__ == "__main__":
    main()
