package dev.gradus.maturity.catalogue;

/**
 * When a stage is held.
 *
 * @param quorum the least share of its controls, core ones aside, that must count
 * @param demands the strongest check that its certified level asks for
 */
public record StageRule(Quorum quorum, Strength demands) {}
