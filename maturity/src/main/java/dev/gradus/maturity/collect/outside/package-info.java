/** What is observed of a project elsewhere than in its repository: declared here, reported by whoever sees it. */
@NullMarked
package dev.gradus.maturity.collect.outside;

import org.jspecify.annotations.NullMarked;
