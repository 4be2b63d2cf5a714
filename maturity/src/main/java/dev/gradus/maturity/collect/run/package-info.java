/** Observes the runs and model versions that a project recorded. */
@NullMarked
package dev.gradus.maturity.collect.run;

import org.jspecify.annotations.NullMarked;
