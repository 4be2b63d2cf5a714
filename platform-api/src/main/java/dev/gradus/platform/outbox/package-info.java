/** What must follow from a change, once it is committed: done until it is done, by one replica at a time. */
@NullMarked
package dev.gradus.platform.outbox;

import org.jspecify.annotations.NullMarked;
