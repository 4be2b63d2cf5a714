/** Reading and writing the repository of a project. */
@NullMarked
package dev.gradus.templates.repository;

import org.jspecify.annotations.NullMarked;
