package dev.gradus.platform.search;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a statement while it is written: what a user gave is bound, never part of the text.
 *
 * <pre>{@code
 * Binds binds = new Binds();
 * String sql = "select id from run where name = " + binds.add("it's");
 * handle.createQuery(sql).bindMap(binds.values());
 * }</pre>
 */
public final class Binds {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Binds a value; what stands for it in the statement. */
    public String add(Object value) {
        String name = "b" + values.size();
        values.put(name, value);
        return ':' + name;
    }

    /** Each name with its value. */
    public Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
