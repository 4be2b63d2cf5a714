/** Observes what people wrote down: owners and the problem's framing. */
@NullMarked
package dev.gradus.maturity.collect.document;

import org.jspecify.annotations.NullMarked;
