apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {app.kubernetes.io/name: [=name]}
