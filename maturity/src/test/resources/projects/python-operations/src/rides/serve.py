import math

from fastapi import FastAPI
from prometheus_client import Counter, make_asgi_app

app = FastAPI()
app.mount("/metrics", make_asgi_app())
PREDICTIONS = Counter("rides_predictions_total", "Answers.")
INVALID = Counter("rides_predictions_invalid_total", "Answers that are no number.")


@app.post("/predict")
def predict(distance: float) -> float:
    minutes = 3 * distance
    PREDICTIONS.inc()
    if not math.isfinite(minutes):
        INVALID.inc()
    return minutes
