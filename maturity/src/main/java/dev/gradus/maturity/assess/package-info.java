/** Verdicts and levels, as a pure function of observed facts, a catalogue, waivers and an instant. */
@NullMarked
package dev.gradus.maturity.assess;

import org.jspecify.annotations.NullMarked;
