apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: [=name]}
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: 70}
