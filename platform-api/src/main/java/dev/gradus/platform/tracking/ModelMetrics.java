package dev.gradus.platform.tracking;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Keeps the metrics that belong to a logged model, in the transaction that logs them for their run. */
public interface ModelMetrics {
    /** Keeps metrics of which each names its model. */
    void log(Handle handle, String runId, long experimentId, List<Metric> metrics);
}
