package dev.gradus.kit.predictions;

import dev.gradus.kit.predictions.Segment.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the files of one kind one after the other, and removes those that are too old or too many. For one thread. */
final class SegmentWriter {

    private final Path folder;
    private final Kind kind;
    private final LogPolicy policy;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private @Nullable Open open;

    SegmentWriter(Path folder, Kind kind, LogPolicy policy, Clock clock) {
        this.folder = folder;
        this.kind = kind;
        this.policy = policy;
        this.clock = clock;
    }

    private record Open(Segment segment, FileChannel channel) {}

    /** The place where the next row will stand. */
    PredictionId next() throws IOException {
        Open current = current();
        return new PredictionId(current.segment(), current.channel().position());
    }

    /** Appends all of the bytes or, when that fails, none of them. */
    void write(ByteBuffer bytes) throws IOException {
        FileChannel channel = current().channel();
        long before = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            undo(channel, before);
            throw e;
        }
    }

    /** A file whose half row cannot be taken back is left as it is: readers pass over a last line without an end. */
    private void undo(FileChannel channel, long length) {
        try {
            channel.truncate(length);
        } catch (IOException e) {
            abandon();
        }
    }

    private void abandon() {
        try {
            close();
        } catch (IOException e) {
            open = null;
        }
    }

    private Open current() throws IOException {
        if (open != null && isFull(open)) {
            close();
        }
        if (open == null) {
            Files.createDirectories(folder);
            removeOld();
            Segment segment = new Segment(clock.millis(), random.nextInt());
            open = new Open(
                    segment,
                    FileChannel.open(
                            segment.file(folder, kind), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }
        return open;
    }

    private boolean isFull(Open file) throws IOException {
        Instant old = clock.instant().minus(policy.segmentAge());
        return file.channel().position() >= policy.segmentBytes()
                || file.segment().time().isBefore(old);
    }

    /** Labels come later than what they label, but are as old as their file; only the predictions' bytes are bounded. */
    private void removeOld() throws IOException {
        List<Segment> segments = segments(folder, kind);
        Collections.reverse(segments);
        Instant old = clock.instant().minus(policy.keepAge());
        long bytes = 0;
        for (Segment segment : segments) {
            Path file = segment.file(folder, kind);
            bytes += kind == Kind.PREDICTIONS ? Files.size(file) : 0;
            if (segment.time().isBefore(old) || bytes > policy.keepBytes()) {
                Files.delete(file);
            }
        }
    }

    /** The files of a kind, oldest first. */
    static List<Segment> segments(Path folder, Kind kind) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new ArrayList<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.flatMap(file -> Segment.of(file, kind).stream())
                    .sorted()
                    .toList());
        }
    }

    void close() throws IOException {
        if (open != null) {
            try (FileChannel channel = open.channel()) {
                open = null;
                channel.force(false);
            }
        }
    }
}
