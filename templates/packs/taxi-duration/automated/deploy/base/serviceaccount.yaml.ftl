apiVersion: v1
kind: ServiceAccount
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
# The service never asks the Kubernetes API, so it holds no token for it.
automountServiceAccountToken: false
