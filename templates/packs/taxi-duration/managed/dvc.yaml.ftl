# The pipeline, in DVC's format: `make pipeline` runs what changed. So does `OMP_NUM_THREADS=1 dvc repro` where DVC is installed,
# after `make status` once, which writes build/java.args: the options and the class path that the stages start Java with.
stages:
  ingest:
    desc: brings the months that params.yaml names to build/data, and checks their digests
    cmd: java @build/java.args dev.gradus.kit.pipeline.Ingest
    deps:
      - data/sample
      - kit/src/main/java/dev/gradus/kit/pipeline/Ingest.java
    params: [data]
    outs:
      - build/data: {cache: false}

  validate:
    desc: reads every row, reports what is unusable and why, stops on a broken month
    cmd: java @build/java.args dev.gradus.kit.pipeline.Validate
    deps:
      - build/data
[#if at.automated]
      - contracts/trip.schema.json
      - kit/src/main/java/dev/gradus/kit/contract
[/#if]
      - kit/src/main/java/dev/gradus/kit/data
      - kit/src/main/java/dev/gradus/kit/pipeline/Validate.java
    params: [validation]
    outs:
      - build/validation.json: {cache: false}

  prepare:
    desc: fixes the split, and stops when the held-out rides are not later than the training rides
    cmd: java @build/java.args dev.gradus.kit.pipeline.Prepare
    deps:
      - build/data
      - build/validation.json
      - kit/src/main/java/dev/gradus/kit/data
      - kit/src/main/java/dev/gradus/kit/pipeline/Prepare.java
    params: [split]
    outs:
      - build/split.json: {cache: false}

  train:
    desc: trains the model and records the run
    cmd: java @build/java.args [=package].Train --contract=${contract} --data=build/data/training --test=build/data/testing
    deps:
      - build/data
      - build/split.json
      - data/taxi_zone_lookup.csv
      - kit/src/main/java/dev/gradus/kit/data
      - kit/src/main/java/dev/gradus/kit/train
      - kit/src/main/java/dev/gradus/kit/weights
      - model/src/main/java
    params: [contract]
    outs:
      - build/model: {cache: false}

  evaluate:
    desc: measures the model on the held-out rides, whole and by slice, beside its baselines
    cmd: java @build/java.args [=package].Evaluate --data=build/data/testing
    deps:
      - build/data/testing
      - build/model
      - data/taxi_zone_lookup.csv
      - kit/src/main/java/dev/gradus/kit/data
      - kit/src/main/java/dev/gradus/kit/train
      - kit/src/main/java/dev/gradus/kit/weights
      - model/src/main/java
    metrics:
      - build/metrics.json: {cache: false}

  register:
    desc: makes the model a version under models/, and the champion
    cmd: java @build/java.args dev.gradus.kit.registry.Register --alias=${registry.alias}
    deps:
      - .gradus/project.yaml
      - build/metrics.json
      - build/model
[#if at.automated]
      - gates/thresholds.yaml
      - kit/src/main/java/dev/gradus/kit/gate
[/#if]
      - kit/src/main/java/dev/gradus/kit/registry
    params: [registry]
    outs:
      - build/registered.json: {cache: false}
