package dev.gradus.platform.tracking;

import dev.gradus.platform.mlflow.Field;
import java.util.Map;

/** Which things a search sees: those that are there, those that were deleted, or all. */
enum ViewType {
    ACTIVE_ONLY,
    DELETED_ONLY,
    ALL;

    /** The life-cycle stages it sees. */
    String[] stages() {
        return switch (this) {
            case ACTIVE_ONLY -> new String[] {"active"};
            case DELETED_ONLY -> new String[] {"deleted"};
            case ALL -> new String[] {"active", "deleted"};
        };
    }

    static Field field(String name) {
        return Field.choice(name, Map.of("ACTIVE_ONLY", 1, "DELETED_ONLY", 2, "ALL", 3));
    }
}
