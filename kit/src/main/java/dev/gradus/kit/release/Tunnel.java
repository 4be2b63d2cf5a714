package dev.gradus.kit.release;

import dev.gradus.kit.data.BadInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way into a cluster for as long as it is open, by {@code kubectl port-forward}: no address of the cluster has to be known, and no network
 * policy opened.
 *
 * <pre>{@code
 * try (Tunnel tunnel = Tunnel.open("kubectl", "rides-dev", "rides")) {
 *     tunnel.address();   // http://127.0.0.1:43211
 * }
 * }</pre>
 */
final class Tunnel implements AutoCloseable {

    private static final Pattern OPEN = Pattern.compile("Forwarding from (127\\.0\\.0\\.1:\\d+) -> .*");

    private final Process kubectl;
    private final URI address;

    private Tunnel(Process kubectl, URI address) {
        this.kubectl = kubectl;
        this.address = address;
    }

    static Tunnel open(String program, String namespace, String service) {
        List<String> command =
                List.of(program, "--namespace", namespace, "port-forward", "service/" + service, ":http");
        try {
            Process kubectl =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            kubectl.getOutputStream().close();
            return new Tunnel(kubectl, address(kubectl, namespace));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program + " (" + e.getMessage() + ")", e);
        }
    }

    private static URI address(Process kubectl, String namespace) throws IOException {
        StringBuilder said = new StringBuilder();
        // Not closed: kubectl goes on writing while the tunnel is open.
        BufferedReader lines = kubectl.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher open = OPEN.matcher(line);
            if (open.matches()) {
                return URI.create("http://" + open.group(1));
            }
            said.append(line).append(' ');
        }
        throw new BadInput(
                "kubectl opens no way to the service in " + namespace + ": "
                        + said.toString().strip(),
                "sign in to the cluster, and deploy first");
    }

    URI address() {
        return address;
    }

    @Override
    public void close() {
        kubectl.destroy();
    }
}
