apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  selector:
    matchLabels: {app.kubernetes.io/name: [=name]}
  endpoints:
    - {port: http, path: /q/metrics, interval: 15s}
