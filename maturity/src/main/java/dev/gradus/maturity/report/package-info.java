/** The reference pages that follow from the catalogue and from what collectors declare. */
@NullMarked
package dev.gradus.maturity.report;

import org.jspecify.annotations.NullMarked;
