/** Planning and making the step to another stage or another version of the pack. */
@NullMarked
package dev.gradus.templates.promote;

import org.jspecify.annotations.NullMarked;
