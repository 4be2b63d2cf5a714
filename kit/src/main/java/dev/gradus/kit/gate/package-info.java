/** The quality gate: what a model must be before it may become a version, judged on rides that it has not seen. */
@NullMarked
package dev.gradus.kit.gate;

import org.jspecify.annotations.NullMarked;
