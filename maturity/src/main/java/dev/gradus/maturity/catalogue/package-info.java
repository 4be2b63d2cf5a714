/** What each stage demands: controls as data, with expressions over facts that are checked when they are read. */
@NullMarked
package dev.gradus.maturity.catalogue;

import org.jspecify.annotations.NullMarked;
