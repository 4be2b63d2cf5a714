/** What holds for every request before a resource sees it: its size, its time, its turn. */
@NullMarked
package dev.gradus.platform.http;

import org.jspecify.annotations.NullMarked;
