/** Observes credentials in the tree and in its history; what it finds is never repeated. */
@NullMarked
package dev.gradus.maturity.collect.secret;

import org.jspecify.annotations.NullMarked;
