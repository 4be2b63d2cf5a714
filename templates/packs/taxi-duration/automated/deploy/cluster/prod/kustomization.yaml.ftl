apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: [=name]-prod
resources:
  - namespace.yaml
  - ../deployer
