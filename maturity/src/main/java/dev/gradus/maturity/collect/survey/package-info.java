/** What several collectors need to know of a project, found out once. */
@NullMarked
package dev.gradus.maturity.collect.survey;

import org.jspecify.annotations.NullMarked;
