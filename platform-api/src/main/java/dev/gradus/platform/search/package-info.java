/** MLflow's search grammar: text to clauses, clauses to SQL with every value bound. */
@NullMarked
package dev.gradus.platform.search;

import org.jspecify.annotations.NullMarked;
