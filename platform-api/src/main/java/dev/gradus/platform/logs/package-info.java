/** What the log may say. */
@NullMarked
package dev.gradus.platform.logs;

import org.jspecify.annotations.NullMarked;
