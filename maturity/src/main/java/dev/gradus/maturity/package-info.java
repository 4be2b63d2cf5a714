/** What all parts of the assessment share: how they speak of a user's mistake. */
@NullMarked
package dev.gradus.maturity;

import org.jspecify.annotations.NullMarked;
