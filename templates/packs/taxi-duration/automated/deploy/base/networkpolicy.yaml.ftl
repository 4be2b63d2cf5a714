apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  podSelector:
    matchLabels: {app.kubernetes.io/name: [=name]}
  policyTypes: [Ingress, Egress]
  ingress:
    - ports:
        - {port: http}
      from:
        - podSelector: {}        # callers in the same namespace
        - namespaceSelector:     # callers elsewhere: kubectl label namespace THEIRS calls=[=name]
            matchLabels: {calls: [=name]}
        - namespaceSelector:     # where Prometheus runs
            matchLabels: {kubernetes.io/metadata.name: monitoring}
  # The model is in the image: the service calls nobody.
  egress: []
