# What wakes whom. Each alert is tested in monitoring/tests/ (`make alerts`) and names its page of the runbook; route them by the
# labels team and severity. deploy/components/monitoring/prometheusrule.yaml carries the same groups into the cluster.
groups:
  - name: [=name]
    rules:
      - alert: ServiceDown
        expr: sum by (namespace) (up{job="[=name]"}) == 0 or absent(up{job="[=name]"})
        for: 5m
        labels: {severity: page, team: [=team]}
        annotations:
          summary: No replica of [=name] answers
          runbook_url: docs/rollback.md#servicedown

      - alert: RequestsFail
        expr: |
          sum by (namespace) (rate(model_infer_request_failure_total{job="[=name]", reason!~"invalid|too_large"}[5m]))
            /
          (
              sum by (namespace) (rate(model_infer_request_success_total{job="[=name]"}[5m]))
            +
              sum by (namespace) (rate(model_infer_request_failure_total{job="[=name]"}[5m]))
          )
            > 0.01
        for: 10m
        labels: {severity: page, team: [=team]}
        annotations:
          summary: '{{ $value | humanizePercentage }} of the requests to [=name] fail by its own fault'
          runbook_url: docs/rollback.md#requestsfail

      - alert: RequestsRefused
        expr: |
          sum by (namespace) (rate(model_infer_request_failure_total{job="[=name]", reason=~"invalid|too_large"}[15m]))
            /
          (
              sum by (namespace) (rate(model_infer_request_success_total{job="[=name]"}[15m]))
            +
              sum by (namespace) (rate(model_infer_request_failure_total{job="[=name]"}[15m]))
          )
            > 0.1
        for: 15m
        labels: {severity: ticket, team: [=team]}
        annotations:
          summary: '{{ $value | humanizePercentage }} of the requests to [=name] are refused as wrong'
          runbook_url: docs/rollback.md#requestsrefused

      - alert: RequestsSlow
        expr: |
          histogram_quantile(
            0.99,
            sum by (namespace, le) (rate(model_infer_request_duration_seconds_bucket{job="[=name]"}[5m]))
          ) > 0.1
        for: 10m
        labels: {severity: ticket, team: [=team]}
        annotations:
          summary: One request in a hundred to [=name] takes {{ $value | humanizeDuration }} or longer
          runbook_url: docs/rollback.md#requestsslow

      - alert: PredictionsNotFinite
        expr: sum by (namespace) (increase(model_infer_nonfinite_total{job="[=name]"}[15m])) > 0
        labels: {severity: page, team: [=team]}
        annotations:
          summary: The model of [=name] answered with something that is no number
          runbook_url: docs/rollback.md#predictionsnotfinite

      - alert: ModelsDiffer
        expr: count by (namespace) (count by (namespace, digest) (model_info{job="[=name]"})) > 1
        for: 30m
        labels: {severity: ticket, team: [=team]}
        annotations:
          summary: Replicas of [=name] have been serving different models for half an hour
          runbook_url: docs/rollback.md#modelsdiffer

      - alert: ModelLoadFails
        expr: sum by (namespace) (increase(model_load_failures_total{job="[=name]"}[15m])) > 0
        labels: {severity: ticket, team: [=team]}
        annotations:
          summary: '[=name] could not load a model and goes on with the one it has'
          runbook_url: docs/rollback.md#modelloadfails

      - alert: PredictionLogFails
        expr: sum by (namespace) (increase(prediction_log_failures_total{job="[=name]"}[15m])) > 0
        labels: {severity: ticket, team: [=team]}
        annotations:
          summary: '[=name] answers without keeping its answers'
          runbook_url: docs/rollback.md#predictionlogfails
