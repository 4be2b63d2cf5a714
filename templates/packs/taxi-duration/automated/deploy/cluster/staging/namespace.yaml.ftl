apiVersion: v1
kind: Namespace
metadata:
  name: [=name]-staging
  labels:
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/enforce-version: latest
