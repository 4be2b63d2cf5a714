"""LightGBM of the duration model's data as an MLflow model: scoring.py MONTHS TARGET. Pre-trip, as in duration.py."""

import sys

import mlflow.lightgbm
import lightgbm

from duration import TRAIN, record, rides

months, target = sys.argv[1:]
train = rides(months, TRAIN)
features = record(train, False).astype(float)
model = lightgbm.LGBMRegressor(n_estimators=300, learning_rate=0.1, num_leaves=127, verbose=-1, n_jobs=2)
mlflow.lightgbm.save_model(model.fit(features, train.duration), target)
