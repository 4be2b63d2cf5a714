/** What a server predicted, what came true, and the two joined. */
@NullMarked
package dev.gradus.kit.predictions;

import org.jspecify.annotations.NullMarked;
