# As prod, so that what passes here passes there.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=name]-staging
resources:
  - ../../base
components:
  - ../../components/scaling
  - ../../components/monitoring
  - release
labels:
  - pairs: {gradus.dev/environment: staging}
    includeTemplates: true
