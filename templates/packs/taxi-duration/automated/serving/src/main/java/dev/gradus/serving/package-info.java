/**
 * The model behind HTTP: typed JSON, the Open Inference Protocol v2 and MLflow's scoring protocol, each answer logged before it is
 * given.
 *
 * <p>A request's way: {@link dev.gradus.serving.Body} collects it, a protocol turns it into rides, {@link
 * dev.gradus.serving.Inference} predicts and logs them, the protocol writes the answer.
 */
@NullMarked
package dev.gradus.serving;

import org.jspecify.annotations.NullMarked;
