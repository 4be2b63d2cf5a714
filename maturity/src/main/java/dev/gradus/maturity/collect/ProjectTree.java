package dev.gradus.maturity.collect;

import java.util.SortedSet;

/** The files of a project at one commit, whether they lie in a repository or are only planned. */
public interface ProjectTree {

    /** Every file, relative to the project's root, with forward slashes; links are listed by their own path. */
    SortedSet<String> paths();

    /** Git's mode of the path: 0100644, 0100755 or 0120000. */
    int mode(String path);

    /** Size in bytes. */
    long size(String path);

    /** Content of the path; for a link its target. */
    byte[] bytes(String path);
}
