package dev.gradus.templates.repository;

import dev.gradus.templates.lock.Lock;

/** The ref that keeps a base alive in its repository, whatever becomes of the branches it came from. */
final class BaseRef {
    static final String PREFIX = "refs/gradus/base/";

    private BaseRef() {}

    static String of(Lock lock) {
        return PREFIX + lock.base();
    }
}
