package dev.gradus.platform.access;

import jakarta.validation.constraints.NotNull;

/** What somebody is to be in a team. */
public record MemberRole(
        @NotNull(message = "is missing; MEMBER or APPROVER") TeamRole role) {}
