/** The command line: one class per verb, thin over the modules that do the work. */
@NullMarked
package dev.gradus.cli;

import org.jspecify.annotations.NullMarked;
