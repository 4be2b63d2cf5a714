/** What the OpenAPI document says. */
@NullMarked
package dev.gradus.platform.openapi;

import org.jspecify.annotations.NullMarked;
