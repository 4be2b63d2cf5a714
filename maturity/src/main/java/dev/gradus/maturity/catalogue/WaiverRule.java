package dev.gradus.maturity.catalogue;

import java.time.Duration;

/**
 * What waivers are allowed.
 *
 * @param longest from approval to expiry
 * @param perStage how many may be live at once among the controls of one stage
 */
public record WaiverRule(Duration longest, int perStage) {}
