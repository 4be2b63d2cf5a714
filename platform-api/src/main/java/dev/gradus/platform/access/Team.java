package dev.gradus.platform.access;

import java.time.Instant;

/** A team: what is created by its tokens belongs to it. */
public record Team(String name, Instant createdAt) {}
