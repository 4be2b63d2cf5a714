# [=name]

Predicts how many minutes a taxi ride in New York City takes, from the public trip records of the city's Taxi and Limousine
Commission. The model is a Deeplearning4j network; [#if contract == "pre-trip"]it knows what is known at pickup (contract `pre-trip`)[#else]it also knows the distance that was driven (contract `post-trip`)[/#if].
It is worth having while its error is below that of a plain table of zone pairs, which every evaluation measures beside it.

## Use
A JDK (17 or later) and git are enough; `./mvnw` brings Maven.

    ./mvnw verify                                     # build and test
    make train                                        # on the sample in data/sample
    make train DATA=2021-01,2021-02                   # on whole months, see data/README.md
    make evaluate DATA=2021-03                        # the current model on other rides
    make predict IN=data/sample OUT=build/predictions.csv

Each target is one Maven goal; `make -n train` shows it, for machines without make. Training writes `build/model/` and
`build/metrics.json`: errors in minutes, beside the mean and a linear baseline, whole and by borough, hour and missing details, and
how many rides lie within their prediction interval. Predictions are `row,minutes,low,high,problem`: nine rides in ten are meant to
take between `low` and `high` minutes.

| Folder | Holds |
|---|---|
| `model/` | features, network, and the commands: the team's code |
| `kit/` | reading of trip records, weights, measures: a library that came with the project |
| `data/` | a small real sample, and how to get whole months |
| `notebooks/` | exploration in JShell |

<!-- gradus: from here to the end mark the text belongs to the project's stage; write your own outside it -->
[#if at.automated]
## Stage: automated
Every change is tested, a model is trained without a person, and what passes the gate is deployed, watched, and taken back in one step.

    make pipeline                        # what changed of dvc.yaml: ingest, validate, prepare, train, evaluate, register
    make gate                            # may the trained model become the champion, and why
    make serve                           # the champion on port 8081
    make image IMAGE=… PUSH=true         # an image with the champion inside
    make release ENV=dev IMAGE=…         # … is what dev is to run: a file for git
    make deploy ENV=dev                  # to the cluster; then: make smoke ENV=dev
    make rollback ENV=dev                # the release before

`make status`, `make compare` and `make register` are there as before. Read next: [how a model reaches its users](docs/delivery.md),
[going back, and the alerts](docs/rollback.md), [the problem and its metric](docs/problem.md), [experiments](docs/experiments.md),
[working on this project](CONTRIBUTING.md).
[#elseif at.managed]
## Stage: managed
Runs are recorded, models are versions, and every step can be repeated by somebody else.

    make pipeline            # what changed of dvc.yaml: ingest, validate, prepare, train, evaluate, register
    make status              # what that would run, and why
    make compare             # the recorded runs beside each other
    make register            # the trained model as a version under models/
    ./deploy.sh TARGET       # the champion to a folder, checked and in one step

Without make: `./mvnw -q -pl model -am compile exec:java@pipeline`. Data is named by digest in `params.yaml`. Read next:
[the problem and its metric](docs/problem.md), [experiments](docs/experiments.md), [deployment](docs/deploy-manual.md),
[working on this project](CONTRIBUTING.md).
[#else]
## Stage: ad hoc
It trains and predicts on one machine. Nothing is recorded yet: who trained what on which data is in nobody's books.
[/#if]
<!-- gradus: end -->
