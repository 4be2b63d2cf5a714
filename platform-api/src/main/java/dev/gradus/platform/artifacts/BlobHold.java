package dev.gradus.platform.artifacts;

import org.jdbi.v3.core.Handle;

/** Keeps all blobs while a backup copies those that its snapshot names. */
public final class BlobHold {
    /** Any number that nothing else locks. */
    private static final long KEY = 0x6172746966616374L;

    private BlobHold() {}

    /** No blob is deleted until this transaction ends. */
    public static void during(Handle transaction) {
        transaction.execute("select pg_advisory_xact_lock_shared(?)", KEY);
    }

    /** Whether nobody holds the blobs; nobody begins to until this transaction ends. */
    static boolean none(Handle transaction) {
        return transaction
                .createQuery("select pg_try_advisory_xact_lock(:key)")
                .bind("key", KEY)
                .mapTo(Boolean.class)
                .one();
    }
}
