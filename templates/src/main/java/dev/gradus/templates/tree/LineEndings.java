package dev.gradus.templates.tree;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.diff.RawText;

/**
 * What the root's {@code .gitattributes} says about line endings. Git stores LF for what it knows as text, so a tree that
 * held CRLF there would be dirty the moment it is checked out.
 *
 * <pre>{@code
 * LineEndings endings = LineEndings.of(tree);
 * endings.stored(tree).id();                        // the tree as git keeps it
 * endings.inWorkTree("mvnw.cmd", bytes);            // CRLF, if eol=crlf is said of *.cmd
 * }</pre>
 */
public final class LineEndings {
    private final List<AttributesRule> rules;

    private LineEndings(List<AttributesRule> rules) {
        this.rules = rules;
    }

    public static LineEndings of(FileTree tree) {
        AttributesNode node = new AttributesNode();
        tree.file(".gitattributes").ifPresent(file -> {
            try {
                node.parse(new ByteArrayInputStream(file.bytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new LineEndings(node.getRules());
    }

    /** The tree with the line endings that git stores. */
    public FileTree stored(FileTree tree) {
        Map<String, TreeFile> files = new TreeMap<>();
        tree.files().forEach((path, file) -> files.put(path, stored(path, file)));
        return FileTree.of(files);
    }

    /** The bytes that a checkout writes for the stored ones. */
    public byte[] inWorkTree(String path, byte[] stored) {
        boolean crlf = isText(path, stored) && "crlf".equals(value(path, "eol"));
        return crlf ? withCarriageReturns(stored) : stored;
    }

    private TreeFile stored(String path, TreeFile file) {
        byte[] bytes = file.bytes();
        return file.mode().isRegular() && isText(path, bytes) && has(bytes, '\r')
                ? new TreeFile(file.mode(), Content.of(withoutCarriageReturns(bytes)))
                : file;
    }

    private boolean isText(String path, byte[] bytes) {
        return switch (value(path, "text")) {
            case "set" -> true;
            case "unset" -> false;
            case "auto" -> !RawText.isBinary(bytes, bytes.length, true);
            default -> !value(path, "eol").equals("unspecified");
        };
    }

    /** The last rule that names the attribute wins; {@code binary} stands for {@code -text}. */
    private String value(String path, String key) {
        String value = "unspecified";
        for (AttributesRule rule : rules) {
            if (rule.isMatch(path, false)) {
                for (Attribute attribute : rule.getAttributes()) {
                    if (attribute.getKey().equals(key)) {
                        value = valueOf(attribute);
                    } else if (key.equals("text") && attribute.getKey().equals("binary")) {
                        value = "unset";
                    }
                }
            }
        }
        return value;
    }

    private static String valueOf(Attribute attribute) {
        return switch (attribute.getState()) {
            case SET -> "set";
            case UNSET -> "unset";
            case UNSPECIFIED -> "unspecified";
            case CUSTOM -> attribute.getValue();
        };
    }

    private static boolean has(byte[] bytes, char wanted) {
        for (byte b : bytes) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutCarriageReturns(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] withCarriageReturns(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * 11 / 10);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(bytes[i]);
        }
        return out.toByteArray();
    }
}
