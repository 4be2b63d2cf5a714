/** Checks an export of the audit, with no server in sight. */
@NullMarked
package dev.gradus.client.audit;

import org.jspecify.annotations.NullMarked;
