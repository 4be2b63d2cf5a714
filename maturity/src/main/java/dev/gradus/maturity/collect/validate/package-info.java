/** Observes what checks data before a model learns from it. */
@NullMarked
package dev.gradus.maturity.collect.validate;

import org.jspecify.annotations.NullMarked;
