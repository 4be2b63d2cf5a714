apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=name]-dev
resources:
  - namespace.yaml
  - ../deployer
