/** Assesses a repository: facts are collected, the catalogue's controls judge them, and levels follow. */
@NullMarked
package dev.gradus.maturity;

import org.jspecify.annotations.NullMarked;
