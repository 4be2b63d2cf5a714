package dev.gradus.templates.pack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.templates.tree.Glob;
import java.util.List;
import java.util.Map;

/**
 * A pack's {@code pack.yaml}.
 *
 * @param answers JSON Schema of the answers
 * @param derived further variables, each an expression over the answers and the ones before it
 * @param placeholders what stands for a variable in path names
 * @param overlays lowest stage first
 * @param executable files with mode 100755
 * @param user files that are the user's after creation
 */
public record Manifest(
        String name,
        String version,
        String title,
        String description,
        JsonNode answers,
        Map<String, String> derived,
        Map<String, String> placeholders,
        List<Overlay> overlays,
        List<Glob> executable,
        List<Glob> user,
        List<Change.Move> moves,
        List<Change.Removal> removals,
        List<Migration> migrations) {}
