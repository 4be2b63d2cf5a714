/** Three trees to one, with an account of every edit. */
@NullMarked
package dev.gradus.templates.merge;

import org.jspecify.annotations.NullMarked;
