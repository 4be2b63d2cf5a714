package dev.gradus.platform.tracking;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entries as columns for one statement, sorted by key, so that transactions that write the same rows wait for each other in one
 * order.
 */
final class Entries {
    private final Map<String, String> byKey;

    private Entries(Map<String, String> byKey) {
        this.byKey = byKey;
    }

    static Entries lastOfEach(List<Entry> entries) {
        Map<String, String> byKey = new TreeMap<>();
        entries.forEach(entry -> byKey.put(entry.key(), entry.value()));
        return new Entries(byKey);
    }

    String[] keys() {
        return byKey.keySet().toArray(String[]::new);
    }

    String[] values() {
        return byKey.values().toArray(String[]::new);
    }
}
