package dev.gradus.maturity.collect.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The records below {@code runs/} and {@code models/} of a work tree; links in there are not followed. */
record Records(
        SortedMap<String, RecordedRun> runs, List<RecordedVersion> versions, SortedMap<String, String> unreadable) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FOLDERS = 500;
    private static final long LARGEST_RECORD = 16L << 20;
    private static final long LARGEST_ARTIFACT = 1L << 30;
    private static final int LARGEST_LINE = 1 << 20;

    static Records read(Path workTree) {
        Records records = new Records(new TreeMap<>(), new ArrayList<>(), new TreeMap<>());
        for (Path folder : folders(workTree.resolve("runs"))) {
            records.run(workTree, folder);
        }
        for (Path model : folders(workTree.resolve("models"))) {
            JsonNode aliases = records.json(workTree, model.resolve("aliases.json"));
            folders(model).forEach(version -> records.version(workTree, version, aliases));
        }
        return records;
    }

    private void run(Path workTree, Path folder) {
        Path file = folder.resolve("run.jsonl");
        if (!isFile(file)) {
            return;
        }
        String path = relative(workTree, file);
        RecordedRun run = new RecordedRun(path, folder.getFileName().toString());
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            if (Files.size(file) > LARGEST_RECORD) {
                unreadable.put(path, "larger than 16 MiB");
                return;
            }
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                event(path, line, run);
            }
        } catch (MalformedInputException e) {
            unreadable.put(path, "not UTF-8");
            return;
        } catch (IOException e) {
            unreadable.put(path, "cannot be opened");
            return;
        }
        run.intact(intact(folder.resolve("artifacts"), run.artifacts()));
        runs.put(run.id(), run);
    }

    private void event(String path, String line, RecordedRun run) {
        try {
            if (line.length() < LARGEST_LINE && !line.isBlank()) {
                run.take(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            // The last line of a run that was killed may be cut in the middle; what came before still holds.
            unreadable.put(path, "a line is no JSON");
        }
    }

    private void version(Path workTree, Path folder, JsonNode aliases) {
        Path file = folder.resolve("version.json");
        JsonNode json = json(workTree, file);
        if (json.isMissingNode()) {
            return;
        }
        String number = json.path("version").asText();
        List<String> names = aliases.properties().stream()
                .filter(alias -> alias.getValue().asText().equals(number))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        String digest = json.path("digest").asText();
        versions.add(new RecordedVersion(
                relative(workTree, file),
                json.path("name").asText(),
                number,
                json.path("runId").asText(),
                digest,
                instant(json.path("createdAt").asText()),
                digest.equals(digest(folder.resolve("model.safetensors"))),
                names));
    }

    private JsonNode json(Path workTree, Path file) {
        try {
            return isFile(file) && Files.size(file) <= LARGEST_RECORD
                    ? JSON.readTree(Files.readAllBytes(file))
                    : MissingNode.getInstance();
        } catch (IOException e) {
            unreadable.put(relative(workTree, file), "no JSON");
            return MissingNode.getInstance();
        }
    }

    private static boolean intact(Path artifacts, Map<String, String> recorded) {
        return !recorded.isEmpty()
                && recorded.entrySet().stream()
                        .allMatch(entry -> entry.getValue().equals(digest(below(artifacts, entry.getKey()))));
    }

    /** The file of that name below the folder; the folder itself, which has no digest, for a name that leads out of it. */
    private static Path below(Path folder, String name) {
        try {
            Path file = folder.resolve(name).normalize();
            return file.startsWith(folder) ? file : folder;
        } catch (InvalidPathException e) {
            return folder;
        }
    }

    /** Digest of a file, empty where there is none to be had. */
    private static String digest(Path file) {
        try {
            if (!isFile(file) || Files.size(file) > LARGEST_ARTIFACT) {
                return "";
            }
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            try (InputStream in = Files.newInputStream(file)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    sha256.update(buffer, 0, read);
                }
            }
            return "sha256:" + HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparing(Path::toString))
                    .limit(MOST_FOLDERS)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static String relative(Path workTree, Path file) {
        return workTree.relativize(file).toString().replace('\\', '/');
    }
}
