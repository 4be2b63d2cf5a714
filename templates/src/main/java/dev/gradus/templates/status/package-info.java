/** Where a project stands, and how it differs from what it was made of. */
@NullMarked
package dev.gradus.templates.status;

import org.jspecify.annotations.NullMarked;
