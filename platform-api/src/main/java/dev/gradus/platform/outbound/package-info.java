/** Calls that leave the server: never to where only the server can reach, unless the configuration says so. */
@NullMarked
package dev.gradus.platform.outbound;

import org.jspecify.annotations.NullMarked;
