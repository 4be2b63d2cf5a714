"""The peers of the duration model, trained on the same rides: the course's XGBoost and LightGBM.

    python duration.py FOLDER-OF-MONTHS [FOLDER-OF-FEATURES]

Prints one JSON object: for each peer and contract the RMSE in minutes on 2021-02 and 2021-03 and the seconds of training, features
included. FOLDER-OF-FEATURES holds post-trip/ and pre-trip/ as Features.java writes them: with it, LightGBM is trained on the very
columns of the duration model too, and every peer is compared with that model ride by ride. Needs lightgbm, xgboost, scikit-learn,
pandas and pyarrow.
"""

import json
import sys
import time
from pathlib import Path

import lightgbm
import numpy as np
import pandas as pd
import xgboost
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LinearRegression

TRAIN, TESTS = "2021-01", ("2021-02", "2021-03")
FIRST_DAY = pd.Timestamp("2021-01-01")
LAST_WEEK = pd.Timestamp("2021-01-25")
ZONES = pd.CategoricalDtype(range(1, 266))
RESAMPLES = 2000


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
    """Every field of the record that is no money and, before the trip, known at pickup. Zones as categories and as numbers: both
    together did best on January's last week. Days are counted on into the later months, so that there a tree stays at the level of the
    last it knows."""
    pickup = frame.lpep_pickup_datetime
    columns = {
        "PU": frame.PULocationID.astype(ZONES),
        "DO": frame.DOLocationID.astype(ZONES),
        "PU number": frame.PULocationID,
        "DO number": frame.DOLocationID,
        "hour": pickup.dt.hour,
        "minute": pickup.dt.hour * 60 + pickup.dt.minute,
        "weekday": pickup.dt.day_of_week,
        "day": (pickup - FIRST_DAY).dt.days,
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


class Ours:
    """What the duration model of one contract sees of rides and says of them."""

    def __init__(self, folder):
        # LightGBM allows no comma in a name.
        names = (folder / "columns.txt").read_text().replace(",", "").splitlines()
        self.months = {m: pd.DataFrame(np.load(folder / f"{m}.npy"), columns=names) for m in (TRAIN, *TESTS)}

    def columns(self, month):
        frame = self.months[month]
        zones = {end: frame[f"{end} zone"].astype(int).astype(ZONES) for end in ("pickup", "dropoff")}
        return frame.drop(columns=["minutes", "day", "predicted", "pickup zone", "dropoff zone"]).assign(**zones)

    def behind(self, month, truth, predicted):
        """By how many minutes of RMSE a peer is behind the model, with the interval that holds 95 % of the differences when days
        are drawn again: rides of a day share its weather, so days are what repeats."""
        frame = self.months[month]
        if not np.allclose(frame.minutes, truth, atol=1e-3):
            raise SystemExit(f"the features of {month} are of other rides than the month's")
        days, at = np.unique(frame.day, return_inverse=True)
        ours, peers, count = (
            np.bincount(at, weights, len(days))
            for weights in ((frame.predicted - truth) ** 2, (predicted - truth) ** 2, np.ones(len(frame)))
        )
        drawn = np.random.default_rng(42).integers(len(days), size=(RESAMPLES, len(days)))

        def difference(pick):
            total = count[pick].sum(axis=-1)
            return np.sqrt(peers[pick].sum(axis=-1) / total) - np.sqrt(ours[pick].sum(axis=-1) / total)

        low, high = np.percentile(difference(drawn), (2.5, 97.5))
        return {"minutes": float(difference(np.arange(len(days)))), "low": float(low), "high": float(high)}


def boosted(features, minutes, last_week, candidates):
    """LightGBM with the settings and the number of trees that do best on January's last week, trained again on all of January."""
    best = None
    for settings in candidates:
        model = lightgbm.LGBMRegressor(
            n_estimators=4000, min_child_samples=40, subsample=0.8, subsample_freq=1, random_state=42, verbose=-1, n_jobs=2,
            deterministic=True, **settings,
        )
        model.fit(
            features[~last_week],
            minutes[~last_week],
            eval_X=features[last_week],
            eval_y=minutes[last_week],
            callbacks=[lightgbm.early_stopping(100, verbose=False)],
        )
        error = model.best_score_["valid_0"]["l2"]
        print(f"{features.shape[1]} columns, {settings}: {error ** 0.5:.4f} on the last week", file=sys.stderr)
        if best is None or error < best[0]:
            best = error, model
    final = lightgbm.LGBMRegressor(**{**best[1].get_params(), "n_estimators": best[1].best_iteration_})
    return final.fit(features, minutes)


def main(folder, features=None):
    train = rides(folder, TRAIN)
    tests = {month: rides(folder, month) for month in TESTS}
    ours = {c: Ours(Path(features) / c) for c in ("post-trip", "pre-trip")} if features else {}
    result = {"rows": {TRAIN: len(train), **{m: len(t) for m, t in tests.items()}}, "peers": []}

    def report(name, contract, started, predict):
        seconds = round(time.monotonic() - started, 1)
        predicted = {m: predict(m) for m in TESTS}
        truth = {m: t.duration.to_numpy() for m, t in tests.items()}
        peer = {"name": name, "contract": contract, "seconds": seconds}
        peer["rmse"] = {m: rmse(truth[m], predicted[m]) for m in TESTS}
        if ours:
            peer["behind"] = {m: ours[contract].behind(m, truth[m], predicted[m]) for m in TESTS}
        result["peers"].append(peer)

    started = time.monotonic()
    mean = float(train.duration.mean())
    report("mean", "post-trip", started, lambda m: np.full(len(tests[m]), mean))

    started = time.monotonic()
    vectorizer = DictVectorizer()
    x = vectorizer.fit_transform(pairs(train))
    linear = LinearRegression().fit(x, train.duration)
    report("linear (scikit-learn)", "post-trip", started, lambda m: linear.predict(vectorizer.transform(pairs(tests[m]))))

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
        lambda m: booster.predict(xgboost.DMatrix(vectorizer.transform(pairs(tests[m])))),
    )

    last_week = (train.lpep_pickup_datetime >= LAST_WEEK).to_numpy()
    for contract, post_trip in (("post-trip", True), ("pre-trip", False)):
        started = time.monotonic()
        model = boosted(
            record(train, post_trip),
            train.duration,
            last_week,
            [dict(learning_rate=0.03, num_leaves=leaves, colsample_bytree=0.8) for leaves in (127, 255)],
        )
        report("LightGBM, all the record's features", contract, started, lambda m: model.predict(record(tests[m], post_trip)))

        if ours:
            started = time.monotonic()
            model = boosted(
                ours[contract].columns(TRAIN),
                train.duration,
                last_week,
                [
                    dict(learning_rate=0.03, num_leaves=leaves, colsample_bytree=columns)
                    for leaves, columns in ((63, 0.4), (127, 0.2), (127, 0.4))
                ],
            )
            report("LightGBM, the features of Gradus", contract, started, lambda m: model.predict(ours[contract].columns(m)))

    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main(*sys.argv[1:])
