package dev.gradus.platform.mlflow;

import java.util.List;

/** A bean that answers some endpoints; {@link MlflowResource} finds all of them. */
public interface EndpointGroup {
    /** What it answers. */
    List<Endpoint.Bound> endpoints();
}
