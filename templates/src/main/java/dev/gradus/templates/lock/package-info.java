/** The provenance of a project, written beside its tree. */
@NullMarked
package dev.gradus.templates.lock;

import org.jspecify.annotations.NullMarked;
