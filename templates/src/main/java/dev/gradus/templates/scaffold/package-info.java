/** From a render to a folder, all of it or nothing. */
@NullMarked
package dev.gradus.templates.scaffold;

import org.jspecify.annotations.NullMarked;
