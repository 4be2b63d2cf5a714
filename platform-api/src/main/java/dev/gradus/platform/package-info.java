/** The control plane. */
@NullMarked
package dev.gradus.platform;

import org.jspecify.annotations.NullMarked;
