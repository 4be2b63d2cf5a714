package dev.gradus.platform.artifacts;

import java.net.URI;
import java.util.List;
import java.util.UUID;

/** An object store that clients talk to by addresses which are signed for a while. */
interface DirectBlobs {
    /** Begins an upload in parts; the store's own name of it. */
    String begin(UUID id);

    /** Where to PUT the part of this number, from 1. */
    URI partAddress(UUID id, String upload, int number);

    /** Makes the blob of its parts; its size in bytes. */
    long complete(UUID id, String upload, List<Part> parts);

    /** Forgets an upload and its parts. */
    void abort(UUID id, String upload);

    /** Where to GET a blob, which is to be saved under {@code name}. */
    URI address(UUID id, String name);

    /** A part that was put, by the tag that the store answered. */
    record Part(int number, String tag) {}
}
