/** Observes what pipelines do without a person: test, train, judge, deploy. */
@NullMarked
package dev.gradus.maturity.collect.pipeline;

import org.jspecify.annotations.NullMarked;
