# `make alerts`: each alert fires on a series that should fire it, and not on one that should not.
rule_files:
  - ../rules/service.yaml
evaluation_interval: 1m

tests:
  - name: a healthy service alerts nobody
    interval: 1m
    input_series:
      - {series: 'up{job="[=name]", namespace="prod"}', values: '1x60'}
      - {series: 'model_infer_request_success_total{job="[=name]", namespace="prod"}', values: '0+600x60'}
      - {series: 'model_infer_request_failure_total{job="[=name]", namespace="prod", reason="invalid"}', values: '0+30x60'}
      - {series: 'model_infer_request_failure_total{job="[=name]", namespace="prod", reason="overload"}', values: '0+3x60'}
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="0.025"}', values: '0+600x60'}
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="+Inf"}', values: '0+600x60'}
      - {series: 'model_infer_nonfinite_total{job="[=name]", namespace="prod"}', values: '3x60'}
      - {series: 'model_info{job="[=name]", namespace="prod", digest="sha256:a", pod="one"}', values: '1x60'}
      - {series: 'model_info{job="[=name]", namespace="prod", digest="sha256:a", pod="two"}', values: '1x60'}
      - {series: 'model_load_failures_total{job="[=name]", namespace="prod"}', values: '1x60'}
      - {series: 'prediction_log_failures_total{job="[=name]", namespace="prod"}', values: '2x60'}
    alert_rule_test:
      - {alertname: ServiceDown, eval_time: 60m, exp_alerts: []}
      - {alertname: RequestsFail, eval_time: 60m, exp_alerts: []}
      - {alertname: RequestsRefused, eval_time: 60m, exp_alerts: []}
      - {alertname: RequestsSlow, eval_time: 60m, exp_alerts: []}
      - {alertname: PredictionsNotFinite, eval_time: 60m, exp_alerts: []}
      - {alertname: ModelsDiffer, eval_time: 60m, exp_alerts: []}
      - {alertname: ModelLoadFails, eval_time: 60m, exp_alerts: []}
      - {alertname: PredictionLogFails, eval_time: 60m, exp_alerts: []}

  - name: every replica is down
    interval: 1m
    input_series:
      - {series: 'up{job="[=name]", namespace="prod", pod="one"}', values: '1x9 0x20'}
      - {series: 'up{job="[=name]", namespace="prod", pod="two"}', values: '1x9 0x20'}
    alert_rule_test:
      - {alertname: ServiceDown, eval_time: 12m, exp_alerts: []}
      - alertname: ServiceDown
        eval_time: 16m
        exp_alerts:
          - exp_labels: {severity: page, team: [=team], namespace: prod}
            exp_annotations:
              summary: No replica of [=name] answers
              runbook_url: docs/rollback.md#servicedown

  - name: one replica of two is down, which is no reason to wake anybody
    interval: 1m
    input_series:
      - {series: 'up{job="[=name]", namespace="prod", pod="one"}', values: '1x30'}
      - {series: 'up{job="[=name]", namespace="prod", pod="two"}', values: '0x30'}
    alert_rule_test:
      - {alertname: ServiceDown, eval_time: 30m, exp_alerts: []}

  - name: the service is no longer there at all
    interval: 1m
    input_series:
      - {series: 'up{job="another", namespace="prod"}', values: '1x30'}
    alert_rule_test:
      - alertname: ServiceDown
        eval_time: 10m
        exp_alerts:
          - exp_labels: {severity: page, team: [=team], job: [=name]}
            exp_annotations:
              summary: No replica of [=name] answers
              runbook_url: docs/rollback.md#servicedown

  - name: the model breaks on one request in ten
    interval: 1m
    input_series:
      - {series: 'model_infer_request_success_total{job="[=name]", namespace="prod"}', values: '0+540x40'}
      - {series: 'model_infer_request_failure_total{job="[=name]", namespace="prod", reason="model"}', values: '0+60x40'}
    alert_rule_test:
      - {alertname: RequestsFail, eval_time: 8m, exp_alerts: []}
      - {alertname: RequestsRefused, eval_time: 40m, exp_alerts: []}
      - alertname: RequestsFail
        eval_time: 40m
        exp_alerts:
          - exp_labels: {severity: page, team: [=team], namespace: prod}
            exp_annotations:
              summary: 10% of the requests to [=name] fail by its own fault
              runbook_url: docs/rollback.md#requestsfail

  - name: one request in five is wrong, which is its caller's fault
    interval: 1m
    input_series:
      - {series: 'model_infer_request_success_total{job="[=name]", namespace="prod"}', values: '0+480x60'}
      - {series: 'model_infer_request_failure_total{job="[=name]", namespace="prod", reason="invalid"}', values: '0+120x60'}
    alert_rule_test:
      - {alertname: RequestsFail, eval_time: 60m, exp_alerts: []}
      - alertname: RequestsRefused
        eval_time: 60m
        exp_alerts:
          - exp_labels: {severity: ticket, team: [=team], namespace: prod}
            exp_annotations:
              summary: 20% of the requests to [=name] are refused as wrong
              runbook_url: docs/rollback.md#requestsrefused

  - name: two requests in a hundred take half a second
    interval: 1m
    input_series:
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="0.025"}', values: '0+588x40'}
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="0.1"}', values: '0+588x40'}
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="0.5"}', values: '0+600x40'}
      - {series: 'model_infer_request_duration_seconds_bucket{job="[=name]", namespace="prod", le="+Inf"}', values: '0+600x40'}
    alert_rule_test:
      - alertname: RequestsSlow
        eval_time: 40m
        exp_alerts:
          - exp_labels: {severity: ticket, team: [=team], namespace: prod}
            exp_annotations:
              summary: One request in a hundred to [=name] takes 300ms or longer
              runbook_url: docs/rollback.md#requestsslow

  - name: the model says NaN
    interval: 1m
    input_series:
      - {series: 'model_infer_nonfinite_total{job="[=name]", namespace="prod"}', values: '0x20 4x40'}
    alert_rule_test:
      - {alertname: PredictionsNotFinite, eval_time: 20m, exp_alerts: []}
      - alertname: PredictionsNotFinite
        eval_time: 25m
        exp_alerts:
          - exp_labels: {severity: page, team: [=team], namespace: prod}
            exp_annotations:
              summary: The model of [=name] answered with something that is no number
              runbook_url: docs/rollback.md#predictionsnotfinite
      - {alertname: PredictionsNotFinite, eval_time: 60m, exp_alerts: []}

  - name: a rollout that does not end leaves two models
    interval: 1m
    input_series:
      - {series: 'model_info{job="[=name]", namespace="prod", digest="sha256:a", pod="one"}', values: '1x60'}
      - {series: 'model_info{job="[=name]", namespace="prod", digest="sha256:b", pod="two"}', values: '1x60'}
    alert_rule_test:
      - {alertname: ModelsDiffer, eval_time: 20m, exp_alerts: []}
      - alertname: ModelsDiffer
        eval_time: 40m
        exp_alerts:
          - exp_labels: {severity: ticket, team: [=team], namespace: prod}
            exp_annotations:
              summary: Replicas of [=name] have been serving different models for half an hour
              runbook_url: docs/rollback.md#modelsdiffer

  - name: a model cannot be loaded, and answers cannot be kept
    interval: 1m
    input_series:
      - {series: 'model_load_failures_total{job="[=name]", namespace="prod"}', values: '0x10 1x20'}
      - {series: 'prediction_log_failures_total{job="[=name]", namespace="prod"}', values: '0x10 7x20'}
    alert_rule_test:
      - alertname: ModelLoadFails
        eval_time: 15m
        exp_alerts:
          - exp_labels: {severity: ticket, team: [=team], namespace: prod}
            exp_annotations:
              summary: '[=name] could not load a model and goes on with the one it has'
              runbook_url: docs/rollback.md#modelloadfails
      - alertname: PredictionLogFails
        eval_time: 15m
        exp_alerts:
          - exp_labels: {severity: ticket, team: [=team], namespace: prod}
            exp_annotations:
              summary: '[=name] answers without keeping its answers'
              runbook_url: docs/rollback.md#predictionlogfails
