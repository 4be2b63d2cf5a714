apiVersion: v1
kind: Service
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  selector: {app.kubernetes.io/name: [=name]}
  ports:
    - {name: http, port: 8081, targetPort: http}
