package dev.gradus.kit.spi;

import java.time.Instant;

/**
 * One measured number.
 *
 * <pre>{@code
 * new RunMetric("train_loss", 0.21, 3, Instant.now())   // after the fourth epoch
 * new RunMetric("rmse", 5.01, 0, Instant.now())         // of the evaluation, minutes
 * }</pre>
 *
 * @param key its name
 * @param value its value; evaluations of durations are in minutes
 * @param step epoch from 0, or 0 for a number measured once
 * @param at when it was measured
 */
public record RunMetric(String key, double value, long step, Instant at) {}
