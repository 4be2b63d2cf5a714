# What decisions are made with.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=name]-prod
resources:
  - ../../base
components:
  - ../../components/scaling
  - ../../components/monitoring
  - release
labels:
  - pairs: {gradus.dev/environment: prod}
    includeTemplates: true
