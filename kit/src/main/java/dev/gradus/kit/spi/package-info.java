/** Extension points that exist from the first stage on: later stages attach to training without touching a user's code. */
@NullMarked
package dev.gradus.kit.spi;

import org.jspecify.annotations.NullMarked;
