/** The commands that a project declares, and the files they lead to. */
@NullMarked
package dev.gradus.maturity.collect.wiring;

import org.jspecify.annotations.NullMarked;
