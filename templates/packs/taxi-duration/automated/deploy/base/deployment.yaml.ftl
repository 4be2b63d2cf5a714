apiVersion: apps/v1
kind: Deployment
metadata:
  name: [=name]
  labels: {app.kubernetes.io/name: [=name]}
spec:
  revisionHistoryLimit: 5        # what `make rollback ENV=…` can go back to
  progressDeadlineSeconds: 300
  selector:
    matchLabels: {app.kubernetes.io/name: [=name]}
  strategy:
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  template:
    metadata:
      labels: {app.kubernetes.io/name: [=name]}
    spec:
      serviceAccountName: [=name]
      automountServiceAccountToken: false
      enableServiceLinks: false
      securityContext:
        runAsNonRoot: true
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: service
          image: [=name]         # which one exactly, by digest, says release/ of the overlay
          ports:
            - {name: http, containerPort: 8081}
          env:
            # The log of predictions keeps below the volume's limit. It ends with the pod: mount a claim here to keep it longer.
            - {name: GRADUS_LOG_FOLDER, value: /var/predictions}
            - {name: GRADUS_LOG_KEEP_BYTES, value: "805306368"}
          resources:
            requests: {cpu: 200m, memory: 384Mi}
            limits: {memory: 384Mi}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
          startupProbe:
            httpGet: {path: /q/health/started, port: http}
            periodSeconds: 2
            failureThreshold: 60
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 5
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
          lifecycle:
            # Time for the last requests: a pod is taken out of the Service while it already ends.
            preStop: {sleep: {seconds: 5}}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
            - {name: predictions, mountPath: /var/predictions}
      volumes:
        - name: tmp
          emptyDir: {sizeLimit: 256Mi}
        - name: predictions
          emptyDir: {sizeLimit: 1Gi}
