/** One change is one transaction with its audit entry and its side effects. */
@NullMarked
package dev.gradus.platform.change;

import org.jspecify.annotations.NullMarked;
