/** What was done and refused, by whom, and from where: append-only, and sealed into a chain of hashes. */
@NullMarked
package dev.gradus.platform.audit;

import org.jspecify.annotations.NullMarked;
