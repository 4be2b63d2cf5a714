package dev.gradus.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that runs while it is measured, on a port of its own, and what it is asked. */
final class Service implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final String address;
    private final String body;
    private final double firstAnswer;

    private Service(Process process, String address, String body, double firstAnswer) {
        this.process = process;
        this.address = address;
        this.body = body;
        this.firstAnswer = firstAnswer;
    }

    /** Starts a command that takes its port where PORT stands, and waits for its first answer to a request: a POST, or a GET
     * where there is no body. */
    static Service start(Path folder, String path, String body, List<String> words) throws IOException {
        int port = freePort();
        String address = "http://127.0.0.1:" + port + path;
        long started = System.nanoTime();
        Process process = new ProcessBuilder(words.stream()
                        .map(word -> word.replace("PORT", Integer.toString(port)))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("service.log").toFile())
                .start();
        while (!answers(address, body)) {
            double waited = (System.nanoTime() - started) / 1e9;
            if (waited > PATIENCE_SECONDS || !process.isAlive()) {
                process.destroyForcibly();
                throw new IllegalStateException("%s does not answer: %s"
                        .formatted(String.join(" ", words), Files.readString(folder.resolve("service.log"))));
            }
        }
        return new Service(process, address, body, (System.nanoTime() - started) / 1e9);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(String address, String body) {
        HttpRequest.Builder question = HttpRequest.newBuilder(URI.create(address));
        HttpRequest request = body.isEmpty()
                ? question.build()
                : question.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            TimeUnit.MILLISECONDS.sleep(5);
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 4) {
                throw new IllegalStateException(address + " refuses the request: " + answer.body());
            }
            return answer.statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + address, e);
        }
    }

    /** Seconds from the start to the first answer. */
    double firstAnswer() {
        return firstAnswer;
    }

    /** What wrk says of so many connections at so many requests a second, 0 for as many as it can. */
    String wrk(Path root, int connections, int seconds, long rate) {
        return Command.in(
                        root,
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "--latency",
                        "-s",
                        "benchmarks/peers/post.lua",
                        address)
                .with(Map.of("BODY", body, "RATE", Long.toString(rate), "CONNECTIONS", Integer.toString(connections)))
                .output();
    }

    /** Where it answers, without a path. */
    String origin() {
        return URI.create(address).resolve("/").toString();
    }

    /** Megabytes of memory that the process and its children hold. */
    long megabytes() throws IOException {
        return megabytes(process.toHandle());
    }

    /** Megabytes of memory that a process and its children hold. */
    static long megabytes(ProcessHandle process) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            for (String line : Files.readAllLines(Path.of("/proc/" + each.pid() + "/status"))) {
                kilobytes += line.startsWith("VmRSS:") ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
            }
        }
        return kilobytes / 1024;
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
