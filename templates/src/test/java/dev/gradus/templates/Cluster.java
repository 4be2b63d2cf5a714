package dev.gradus.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Kubernetes API server with its controllers on this machine, from the programs in {@code GRADUS_KUBE}; kwok plays the kubelet, so that
 * pods become ready without containers.
 */
final class Cluster implements AutoCloseable {
    private final Path programs;
    private final Path folder;
    private final Deque<Process> running = new ArrayDeque<>();
    private final int port = freePort();

    private Cluster(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    static Cluster start(Path programs, Path folder) throws Exception {
        Cluster cluster = new Cluster(programs, folder);
        try {
            cluster.startAll();
            return cluster;
        } catch (Exception | AssertionError e) {
            cluster.close();
            throw e;
        }
    }

    /** What kubectl says as the cluster's administrator; it must succeed. */
    String kubectl(String... arguments) throws Exception {
        Part.Said said = attempt(arguments);
        if (said.exitCode() != 0) {
            throw new AssertionError("kubectl " + String.join(" ", arguments) + " failed: " + said.output());
        }
        return said.output();
    }

    /** What kubectl says as the cluster's administrator, and how it ends. */
    Part.Said attempt(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("kubectl").toString()));
        command.addAll(List.of(arguments));
        return Part.attempt(folder, environment(), command);
    }

    /** With these, programs find kubectl and sign in here. */
    Map<String, String> environment() {
        return Map.of(
                "KUBECONFIG", folder.resolve("kubeconfig").toString(), "PATH", programs + ":" + System.getenv("PATH"));
    }

    private void startAll() throws Exception {
        int store = freePort();
        String token = UUID.randomUUID().toString();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
        Files.writeString(folder.resolve("sa.key"), privateKey());
        signIn(folder.resolve("kubeconfig"), token);
        start(
                "etcd",
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=http://127.0.0.1:" + store,
                "--advertise-client-urls=http://127.0.0.1:" + store,
                "--listen-peer-urls=http://127.0.0.1:" + freePort());
        start(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + store,
                "--cert-dir=" + folder.resolve("certs"),
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--authorization-mode=RBAC",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--service-account-key-file=" + folder.resolve("sa.key"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-cluster-ip-range=10.0.0.0/16");
        Awaitility.await()
                .atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> kubectl("get", "--raw", "/readyz"));
        String kubeconfig = "--kubeconfig=" + folder.resolve("kubeconfig");
        start(
                "kube-controller-manager",
                kubeconfig,
                "--service-account-private-key-file=" + folder.resolve("sa.key"),
                "--use-service-account-credentials",
                "--secure-port=0");
        start("kube-scheduler", kubeconfig, "--secure-port=0");
        start(
                "kwok",
                kubeconfig,
                "--manage-all-nodes=true",
                "--node-lease-duration-seconds=0",
                "--config=" + programs.resolve("kwok-stages.yaml"));
        apply("""
                apiVersion: v1
                kind: Node
                metadata: {name: node-0, annotations: {kwok.x-k8s.io/node: fake}}
                status: {allocatable: {cpu: 1k, memory: 1Ti, pods: 1M}, capacity: {cpu: 1k, memory: 1Ti, pods: 1M}}
                """);
    }

    /** Signs an account of a namespace in, and returns the kubeconfig. */
    Path signIn(String namespace, String account) throws Exception {
        String token =
                kubectl("--namespace=" + namespace, "create", "token", account).strip();
        return signIn(folder.resolve(namespace + "-" + account), token);
    }

    private Path signIn(Path kubeconfig, String token) throws IOException {
        return Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                clusters: [{name: local, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: user, user: {token: "%s"}}]
                contexts: [{name: local, context: {cluster: local, user: user}}]
                current-context: local
                """.formatted(port, token));
    }

    /** Applies objects as the administrator. */
    void apply(String yaml) throws Exception {
        Path file = Files.writeString(folder.resolve(UUID.randomUUID() + ".yaml"), yaml);
        kubectl("apply", "--server-side", "-f", file.toString());
    }

    private void start(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(programs.resolve(program).toString()));
        command.addAll(List.of(arguments));
        running.push(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start());
    }

    private static String privateKey() throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        byte[] encoded = keys.generateKeyPair().getPrivate().getEncoded();
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + "PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the programs, the last started first. */
    @Override
    public void close() {
        for (Process process : running) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
