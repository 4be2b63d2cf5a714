/** Families of stage overlays, and where they are found. */
@NullMarked
package dev.gradus.templates.pack;

import org.jspecify.annotations.NullMarked;
