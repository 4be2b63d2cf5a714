package dev.gradus.kit.predictions;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.predictions.Segment.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * The log of a server's predictions and of the labels that come back: files of JSON lines that are only ever added to.
 *
 * <p>One thread writes whatever has come together since its last write at once, and only then answers, so what was acknowledged
 * survives the death of the process. The rows that wait are bounded: who reserves no place is refused at once. A write that
 * fails leaves no half row behind and is told to those who wait; the next one tries again.
 *
 * <pre>{@code
 * try (PredictionLog log = PredictionLog.open(Path.of("build/predictions"), policy, Clock.systemUTC())) {
 *     if (log.reserve(1)) {
 *         log.append(List.of(row), answer);   // answer.done(ids), later, on the log's own thread
 *     }
 * }
 * }</pre>
 */
public final class PredictionLog implements AutoCloseable {

    private static final int MOST_ENTRIES = 4096;
    private static final int BUFFER = 1 << 16;
    private static final long PATIENCE_MILLIS = 10_000;

    private final Path folder;
    private final SegmentWriter predictions;
    private final SegmentWriter labels;
    private final int places;
    private final Semaphore free;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final Thread writer = new Thread(this::writeAll, "prediction-log");
    private volatile boolean closed;

    private PredictionLog(Path folder, LogPolicy policy, Clock clock) {
        this.folder = folder;
        this.predictions = new SegmentWriter(folder, Kind.PREDICTIONS, policy, clock);
        this.labels = new SegmentWriter(folder, Kind.LABELS, policy, clock);
        this.places = policy.waiting();
        this.free = new Semaphore(places);
    }

    /** Hears what became of rows, on the log's own thread: it must not wait for anything. */
    public interface Answer {

        /** They are written; a prediction is named by the id at its place. */
        void done(List<String> ids);

        /** None of them is. */
        void failed(IOException reason);
    }

    private record Entry(Kind kind, List<byte[]> rows, Answer answer) {}

    /** A log in a folder, which is made when the first row comes. Earlier files stay as they are. */
    public static PredictionLog open(Path folder, LogPolicy policy, Clock clock) {
        PredictionLog log = new PredictionLog(folder, policy, clock);
        log.writer.setDaemon(true);
        log.writer.start();
        return log;
    }

    /** Takes places for rows that will be appended, or none where there are too few. */
    public boolean reserve(int rows) {
        return free.tryAcquire(rows);
    }

    /** Gives places back that were reserved and will not be used. */
    public void release(int rows) {
        free.release(rows);
    }

    /** Rows that are under way. */
    public int waiting() {
        return places - free.availablePermits();
    }

    /** Appends rows of {@link RowText}, for which places were reserved. */
    public void append(List<byte[]> rows, Answer answer) {
        add(new Entry(Kind.PREDICTIONS, rows, answer));
    }

    /** Appends labels, for which places were reserved, and whose ids are known. */
    public void label(List<Label> told, Answer answer) {
        add(new Entry(
                Kind.LABELS,
                told.stream()
                        .map(label -> label.row().getBytes(StandardCharsets.UTF_8))
                        .toList(),
                answer));
    }

    /** Those of the ids that name no prediction in this log, or one that was too old to be kept. */
    public List<String> unknown(Collection<String> ids) {
        return ids.stream().filter(id -> !isKnown(id)).toList();
    }

    private boolean isKnown(String text) {
        try {
            PredictionId id = PredictionId.parse(text);
            byte[] start = start(id.toString()).getBytes(StandardCharsets.UTF_8);
            ByteBuffer found = ByteBuffer.allocate(start.length);
            try (FileChannel channel =
                    FileChannel.open(id.segment().file(folder, Kind.PREDICTIONS), StandardOpenOption.READ)) {
                channel.read(found, id.offset());
            }
            return text.equals(id.toString()) && found.flip().equals(ByteBuffer.wrap(start));
        } catch (BadInput | IOException e) {
            return false;
        }
    }

    private static String start(String id) {
        return "{\"id\":\"" + id + "\",";
    }

    private void add(Entry entry) {
        queue.add(entry);
        if (closed) {
            refuseRest();
        }
    }

    private void writeAll() {
        List<Entry> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST_ENTRIES);
                write(Kind.PREDICTIONS, batch);
                write(Kind.LABELS, batch);
            } while (!closed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Kind kind, List<Entry> batch) {
        List<Entry> entries = batch.stream()
                .filter(entry -> entry.kind() == kind && !entry.rows().isEmpty())
                .toList();
        if (entries.isEmpty()) {
            return;
        }
        try {
            List<List<String>> ids = kind == Kind.PREDICTIONS ? writePredictions(entries) : writeLabels(entries);
            for (int i = 0; i < entries.size(); i++) {
                release(entries.get(i).rows().size());
                entries.get(i).answer().done(ids.get(i));
            }
        } catch (IOException e) {
            entries.forEach(entry -> refuse(entry, e));
        }
    }

    private List<List<String>> writePredictions(List<Entry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        PredictionId first = predictions.next();
        List<List<String>> ids = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            List<String> named = new ArrayList<>(entry.rows().size());
            for (byte[] row : entry.rows()) {
                String id = new PredictionId(first.segment(), first.offset() + bytes.size()).toString();
                bytes.writeBytes(start(id).getBytes(StandardCharsets.ISO_8859_1));
                bytes.writeBytes(row);
                bytes.write('}');
                bytes.write('\n');
                named.add(id);
            }
            ids.add(named);
        }
        predictions.write(ByteBuffer.wrap(bytes.toByteArray()));
        return ids;
    }

    private List<List<String>> writeLabels(List<Entry> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER);
        labels.next();
        for (Entry entry : entries) {
            for (byte[] row : entry.rows()) {
                bytes.writeBytes(row);
                bytes.write('\n');
            }
        }
        labels.write(ByteBuffer.wrap(bytes.toByteArray()));
        return entries.stream().map(entry -> List.<String>of()).toList();
    }

    private void refuse(Entry entry, IOException reason) {
        release(entry.rows().size());
        entry.answer().failed(reason);
    }

    private void refuseRest() {
        for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
            refuse(entry, new IOException("the log is closed"));
        }
    }

    /** Writes what waits, then ends; what comes later is refused. */
    @Override
    public void close() {
        closed = true;
        queue.add(new Entry(Kind.LABELS, List.of(), new Unheard()));
        try {
            writer.join(PATIENCE_MILLIS);
            refuseRest();
            predictions.close();
            labels.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end the log in " + folder, e);
        }
    }

    private record Unheard() implements Answer {

        @Override
        public void done(List<String> ids) {}

        @Override
        public void failed(IOException reason) {}
    }
}
