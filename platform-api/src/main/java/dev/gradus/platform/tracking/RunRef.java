package dev.gradus.platform.tracking;

/**
 * A run, as far as those who write into it must know it.
 *
 * @param number by which its rows refer to it
 * @param id by which clients know it
 */
record RunRef(long number, String id, long experimentId, long teamId, boolean active) {
    String subject() {
        return "run/" + id;
    }
}
