/** Files of a project as git sees them, in memory. */
@NullMarked
package dev.gradus.templates.tree;

import org.jspecify.annotations.NullMarked;
