/** Reads what continuous-integration services are told to do: pipelines, their jobs, what starts them and what they run. */
@NullMarked
package dev.gradus.maturity.collect.ci;

import org.jspecify.annotations.NullMarked;
