/** What each environment runs, as a file in git, and the proof that it answers. */
@NullMarked
package dev.gradus.kit.release;

import org.jspecify.annotations.NullMarked;
