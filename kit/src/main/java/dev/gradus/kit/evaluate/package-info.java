/** Looks at models beside each other: runs against runs, slice by slice. */
@NullMarked
package dev.gradus.kit.evaluate;

import org.jspecify.annotations.NullMarked;
