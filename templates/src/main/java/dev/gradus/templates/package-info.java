/** Packs, rendering, and promotion by a three-way merge that loses no edit. */
@NullMarked
package dev.gradus.templates;

import org.jspecify.annotations.NullMarked;
