/** Who may do what: users, teams, roles and tokens. */
@NullMarked
package dev.gradus.platform.access;

import org.jspecify.annotations.NullMarked;
