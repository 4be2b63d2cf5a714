/** Tells others of what was changed: signed webhooks and e-mail, sent from the outbox. */
@NullMarked
package dev.gradus.platform.notify;

import org.jspecify.annotations.NullMarked;
