package dev.gradus.platform.access;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The name that a team is to have. */
public record TeamName(
        @NotNull(message = "is missing") @Pattern(regexp = Names.TEAM, message = Names.TEAM_MESSAGE) String name) {}
