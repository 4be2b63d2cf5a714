package dev.gradus.maturity.collect.read;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths inside a tree. */
public final class Paths {

    private Paths() {}

    /** A path relative to a folder, made relative to the root; one that leaves the root begins with {@code ..}. */
    public static String join(String folder, String path) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + path).split("/", -1)) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
