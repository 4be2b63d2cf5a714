/** Experiments and runs with their metrics, parameters, tags and inputs. */
@NullMarked
package dev.gradus.platform.tracking;

import org.jspecify.annotations.NullMarked;
