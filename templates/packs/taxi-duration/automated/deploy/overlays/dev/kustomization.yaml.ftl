# One replica and no alerts: for trying a release out first.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=name]-dev
resources:
  - ../../base
components:
  - release
labels:
  - pairs: {gradus.dev/environment: dev}
    includeTemplates: true
