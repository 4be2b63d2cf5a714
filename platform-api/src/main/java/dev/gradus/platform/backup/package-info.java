/** One file that holds everything, and how everything comes back from it. */
@NullMarked
package dev.gradus.platform.backup;

import org.jspecify.annotations.NullMarked;
