package dev.gradus.platform.access;

import java.util.SortedSet;

/** Who the token that is shown stands for. */
public record Whoami(String user, String team, SortedSet<Role> roles, String token) {}
