# How a model reaches its users

| When | Where | What |
|---|---|---|
| every change, and every pull request | `ci` | `./mvnw verify`; `make pipeline` and `make image` on the sample; `make manifests`, `make alerts` |
| once a week, and on main | `ci` | `make scan`: fails on a known critical flaw (CVSS 9 or more) |
| once a week, and when data, parameters or the model's code change | `train` | `make pipeline`: trains, judges, registers what passed the gate |
| after each training that registered | `deliver` | `make image`; then dev, staging, prod, each `make release`, `make deploy`, `make smoke`, and `make rollback` where that failed |

A person types the same commands. GitHub reads `.github/workflows/`, GitLab `.gitlab-ci.yml`; both are thin, so delete the one that you do
not use.

**One digest.** `make image IMAGE=… PUSH=true` builds the image with the champion inside, `make release ENV=dev IMAGE=…` writes its digest
to `deploy/overlays/dev/release/`, `make deploy ENV=dev` applies that overlay. `make release ENV=staging FROM=dev` takes the same digest
one environment further. These files are small and meant to be committed: then git says what runs where, and since when.

## To set up once
1. **The cluster.** An administrator runs `kubectl apply -k deploy/cluster`: a namespace per environment that admits restricted pods
   only, with an account `deployer` that may write what `deploy/` holds. Make a kubeconfig for each of the three accounts.
2. **Who may deploy.** On GitHub create the environments `dev`, `staging` and `prod`, each with a secret `KUBE_CONFIG` (the
   kubeconfig), and give prod required reviewers. On GitLab make `KUBECONFIG` a variable of type file for each environment; prod waits
   for a person there. Where an image is private, let the namespaces' account `[=name]` pull it.
3. **Records**, for those who have an MLflow server: a variable `MLFLOW_TRACKING_URI` and a secret `MLFLOW_TRACKING_TOKEN`. Without one,
   the registry of the last training is carried on by the pipeline itself, for 90 days.
4. **On GitLab**, a schedule (Build > Pipeline schedules). On both: a key of the National Vulnerability Database as secret `NVD_API_KEY`, or
   the first `make scan` takes half an hour.
5. **Alerts.** staging and prod need the Prometheus operator; without it take the component `monitoring` out of their
   `kustomization.yaml`, give `monitoring/rules/service.yaml` to your Prometheus, and `monitoring/grafana/service.json` to Grafana.
6. **Branch protection**: main needs a review and the checks of `ci`. `renovate.json` waits for the Renovate app.
