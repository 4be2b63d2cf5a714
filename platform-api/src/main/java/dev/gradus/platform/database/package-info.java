/** PostgreSQL, embedded or external. */
@NullMarked
package dev.gradus.platform.database;

import org.jspecify.annotations.NullMarked;
