/** Long lists, a page at a time. */
@NullMarked
package dev.gradus.platform.page;

import org.jspecify.annotations.NullMarked;
