"""The peers of the duration model, trained on the same rides: the course's XGBoost and LightGBM.

    python duration.py FOLDER-OF-MONTHS

Prints one JSON object: for each peer and contract the RMSE in minutes on 2021-02 and 2021-03 and the seconds of training, features
included. Needs lightgbm, xgboost, scikit-learn, pandas and pyarrow.
"""

import json
import sys
import time

import lightgbm
import numpy as np
import pandas as pd
import xgboost
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LinearRegression

TRAIN, TESTS = "2021-01", ("2021-02", "2021-03")


def rides(folder, month):
    frame = pd.read_parquet(f"{folder}/green_tripdata_{month}.parquet")
    minutes = (frame.lpep_dropoff_datetime - frame.lpep_pickup_datetime).dt.total_seconds() / 60
    frame = frame.assign(duration=minutes)
    return frame[(frame.duration >= 1) & (frame.duration <= 60)].reset_index(drop=True)


def rmse(truth, predicted):
    return float(np.sqrt(np.mean((truth - predicted) ** 2)))


def pairs(frame):
    pair = frame.PULocationID.astype(str) + "_" + frame.DOLocationID.astype(str)
    return pd.DataFrame({"PU_DO": pair, "trip_distance": frame.trip_distance}).to_dict(orient="records")


def record(frame, post_trip):
    """Every field of the record that is no money and, before the trip, known at pickup."""
    pickup = frame.lpep_pickup_datetime
    columns = {
        "PU": frame.PULocationID.astype("category"),
        "DO": frame.DOLocationID.astype("category"),
        "hour": pickup.dt.hour,
        "minute": pickup.dt.hour * 60 + pickup.dt.minute,
        "weekday": pickup.dt.day_of_week,
        "day": pickup.dt.day,
        "vendor": frame.VendorID,
        "rate": frame.RatecodeID,
        "passengers": frame.passenger_count,
        "type": frame.trip_type,
        "flag": (frame.store_and_fwd_flag == "Y").astype(float),
        "null": frame.passenger_count.isna().astype(float),
    }
    if post_trip:
        columns["distance"] = frame.trip_distance
        columns["payment"] = frame.payment_type
    return pd.DataFrame(columns)


def main(folder):
    train = rides(folder, TRAIN)
    tests = {month: rides(folder, month) for month in TESTS}
    result = {"rows": {TRAIN: len(train), **{m: len(t) for m, t in tests.items()}}, "peers": []}

    def report(name, contract, started, predict):
        result["peers"].append(
            {
                "name": name,
                "contract": contract,
                "seconds": round(time.monotonic() - started, 1),
                "rmse": {m: rmse(t.duration.to_numpy(), predict(t)) for m, t in tests.items()},
            }
        )

    started = time.monotonic()
    mean = float(train.duration.mean())
    report("mean", "post-trip", started, lambda t: np.full(len(t), mean))

    started = time.monotonic()
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(pairs(train))
    linear = LinearRegression().fit(x, train.duration)
    report("linear (scikit-learn)", "post-trip", started, lambda t: linear.predict(vectorizer.transform(pairs(t))))

    started = time.monotonic()
    tuned = dict(
        learning_rate=0.09585355369315604,
        max_depth=30,
        min_child_weight=1.060597050922164,
        objective="reg:squarederror",
        reg_alpha=0.018060244040060163,
        reg_lambda=0.011658731377413597,
        seed=42,
    )
    february = xgboost.DMatrix(vectorizer.transform(pairs(tests["2021-02"])), tests["2021-02"].duration)
    booster = xgboost.train(
        tuned,
        xgboost.DMatrix(x, train.duration),
        num_boost_round=1000,
        evals=[(february, "validation")],
        early_stopping_rounds=50,
        verbose_eval=False,
    )
    report(
        "XGBoost of the course (tuned on 2021-02)",
        "post-trip",
        started,
        lambda t: booster.predict(xgboost.DMatrix(vectorizer.transform(pairs(t)))),
    )

    for contract, post_trip in (("post-trip", True), ("pre-trip", False)):
        started = time.monotonic()
        last_week = train.lpep_pickup_datetime >= "2021-01-25"
        features = record(train, post_trip)
        model = lightgbm.LGBMRegressor(
            n_estimators=3000, learning_rate=0.03, num_leaves=127, min_child_samples=40, subsample=0.8, subsample_freq=1,
            colsample_bytree=0.8, random_state=42, verbose=-1, n_jobs=2, deterministic=True,
        )
        model.fit(
            features[~last_week],
            train.duration[~last_week],
            eval_set=[(features[last_week], train.duration[last_week])],
            callbacks=[lightgbm.early_stopping(100, verbose=False)],
        )
        final = lightgbm.LGBMRegressor(**{**model.get_params(), "n_estimators": model.best_iteration_})
        final.fit(features, train.duration)
        report("LightGBM, all the record's features", contract, started, lambda t: final.predict(record(t, post_trip)))

    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(sys.argv[1])
