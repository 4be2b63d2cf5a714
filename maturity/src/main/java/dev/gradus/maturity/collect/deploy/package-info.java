/** Observes descriptions of a deployment. */
@NullMarked
package dev.gradus.maturity.collect.deploy;

import org.jspecify.annotations.NullMarked;
