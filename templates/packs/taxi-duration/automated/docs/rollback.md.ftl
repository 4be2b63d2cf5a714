# Going back

    make rollback ENV=prod

puts the release before back into prod, and returns when every replica runs it: the image by digest, with the model inside, so
code and model go back together. It needs kubectl, signed in to the cluster, and nothing that has to be built. The pipeline does
the same by itself when a new release does not pass its `make smoke`.

| | |
|---|---|
| How long | as long as a rollout: under two minutes, and requests are answered all the while |
| How far | one release; `kubectl rollout undo deployment/[=name] --to-revision=N` for the last five |
| Who | whoever is on call for `[=team]`; nobody has to agree first |

## Afterwards
1. **See that it worked.** `make smoke ENV=prod`, and what runs now:
   `kubectl -n [=name]-prod get pods -L app.kubernetes.io/version,gradus.dev/model,gradus.dev/revision`.
2. **Keep it from coming back.** The pipeline deploys the champion of the next training, so a bad champion must not stay one: on
   a machine that holds the registry, `make rollback` points the alias at the version before.
3. **Write it down**: what was seen, since when, which version, what the gate missed. A rule in `gates/thresholds.yaml` that
   would have refused the model is the best end of an incident.

## The drill
Once in a quarter, and before the first release that matters, in staging:

    make release ENV=staging FROM=prod && make deploy ENV=staging && make smoke ENV=staging
    make rollback ENV=staging && make smoke ENV=staging

The second `make smoke` says that another model answers than the one that `deploy/overlays/staging/release` names, and which:
that is the rollback. Note how long it took.

# The alerts
Each alert of `monitoring/rules/service.yaml` has its part here.

## ServiceDown
No replica has answered Prometheus for five minutes. `kubectl -n [=name]-prod get pods,events`: do the pods not start
(image, memory), or not become ready (model)? Did it begin with a release: `make rollback ENV=prod`. If the pods are well, the
network policy may keep Prometheus out: it has to run in the namespace `monitoring`.

## RequestsFail
One request in a hundred fails, and not by its caller's fault. `reason` of `model_infer_request_failure_total` says how: `overload` wants
more replicas, `no_model` a model that can be loaded, `model` is a model that breaks. Since a release: `make rollback ENV=prod`.

## RequestsRefused
One request in ten is refused as wrong; the answer names the field and the range. All callers at once, since a release: `make
rollback ENV=prod`. One caller only: its requests have changed, so tell it.

## RequestsSlow
One request in a hundred takes more than a tenth of a second. Are there fewer replicas than the autoscaler wants, or as many as it
may have (`kubectl -n [=name]-prod get hpa`)? Raise `maxReplicas` in `deploy/components/scaling`. After a release: `make rollback
ENV=prod`.

## PredictionsNotFinite
The model answered NaN or infinity; callers got an error instead. No input may do that: `make rollback ENV=prod`, then find the
request in the prediction log and make it a test.

## ModelsDiffer
Two models have been answering side by side for half an hour, so a rollout neither ends nor fails.
`kubectl -n [=name]-prod rollout status deployment/[=name]`; finish it or `make rollback ENV=prod`.

## ModelLoadFails
A model could not be loaded; the one from before goes on answering. The log says which file and why: most often its digest is
not the one that was registered. Nothing is urgent, but the release that was meant is not what runs.

## PredictionLogFails
Requests are answered but not kept, so errors cannot be measured on them later. The volume is full or cannot be written: see the
log, and the `sizeLimit` in `deploy/base/deployment.yaml`.
