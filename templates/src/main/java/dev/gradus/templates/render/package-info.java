/** From a pack, a stage and answers to a tree. */
@NullMarked
package dev.gradus.templates.render;

import org.jspecify.annotations.NullMarked;
