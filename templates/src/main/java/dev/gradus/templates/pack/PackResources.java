package dev.gradus.templates.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The files of a pack in the program, be it a jar or a folder of classes. */
final class PackResources {
    private final String root;

    PackResources(String name) {
        this.root = "packs/" + name;
    }

    Map<String, byte[]> read() {
        URL manifest = PackResources.class.getClassLoader().getResource(root + "/pack.yaml");
        if (manifest == null) {
            throw new IllegalStateException(root + " is in the index of packs but not in the program");
        }
        try {
            URLConnection connection = manifest.openConnection();
            return connection instanceof JarURLConnection jar
                    ? fromJar(jar)
                    : fromFolder(Path.of(manifest.toURI().resolve(".")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program lies at an odd place: " + manifest, e);
        }
    }

    private Map<String, byte[]> fromJar(JarURLConnection connection) throws IOException {
        String prefix = root + "/";
        Map<String, byte[]> files = new TreeMap<>();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        files.put(entry.getName().substring(prefix.length()), in.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    private static Map<String, byte[]> fromFolder(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
