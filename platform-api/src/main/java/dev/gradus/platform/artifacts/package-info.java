/** What runs and logged models leave behind: named in the database, kept as immutable blobs on a file system or in object storage. */
@NullMarked
package dev.gradus.platform.artifacts;

import org.jspecify.annotations.NullMarked;
