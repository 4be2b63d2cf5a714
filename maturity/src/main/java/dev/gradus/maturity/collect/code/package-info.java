/** What source files say, whatever their language, and what of it a command reaches. */
@NullMarked
package dev.gradus.maturity.collect.code;

import org.jspecify.annotations.NullMarked;
