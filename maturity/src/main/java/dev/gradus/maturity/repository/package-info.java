/** From a git repository to its assessment. */
@NullMarked
package dev.gradus.maturity.repository;

import org.jspecify.annotations.NullMarked;
