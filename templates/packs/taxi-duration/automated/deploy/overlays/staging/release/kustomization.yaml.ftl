# What runs in staging. Written by `make release ENV=staging`; nothing has been released here yet.
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
images:
  - name: [=name]
    digest: sha256:0000000000000000000000000000000000000000000000000000000000000000
