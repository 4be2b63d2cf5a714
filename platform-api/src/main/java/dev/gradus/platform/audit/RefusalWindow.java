package dev.gradus.platform.audit;

import dev.gradus.platform.audit.Entry.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps a flood of bad requests from filling the disk: in each minute the first refusals of a user, or of an address
 * that showed no good token, are entries of their own, and the rest become one entry for each address that says how many there were.
 *
 * <p>At most {@value #IN_ALL} + {@value #ADDRESSES} + 1 entries a minute, whoever asks how often.
 */
final class RefusalWindow {
    static final Duration LENGTH = Duration.ofMinutes(1);
    static final int PER_SOURCE = 20;
    static final int IN_ALL = 200;
    static final int ADDRESSES = 100;

    /** Under which refusals are counted once too many addresses have been seen. */
    private static final String ELSEWHERE = "elsewhere";

    private final List<Entry> fresh = new ArrayList<>();
    private final Map<Source, Integer> single = new HashMap<>();
    private final Map<String, Long> counted = new TreeMap<>();
    private int singles;
    private Instant began;

    RefusalWindow(Instant now) {
        began = now;
    }

    synchronized void add(Entry refusal) {
        String address = refusal.origin().address();
        // Who is known is not hidden by what strangers behind the same proxy do.
        String user = refusal.actor().user();
        Source source = new Source(user, user.isEmpty() ? address : "");
        if (singles < IN_ALL && single.getOrDefault(source, 0) < PER_SOURCE) {
            singles++;
            single.merge(source, 1, Integer::sum);
            fresh.add(refusal);
        } else {
            boolean room = counted.containsKey(address) || counted.size() < ADDRESSES;
            counted.merge(room ? address : ELSEWHERE, 1L, Long::sum);
        }
    }

    /** What is to be written now: what came since the last time, and the counts when the minute is over. */
    synchronized List<Entry> drain(Instant now) {
        List<Entry> entries = new ArrayList<>(fresh);
        fresh.clear();
        if (!now.isBefore(began.plus(LENGTH))) {
            entries.addAll(close(now));
        }
        return entries;
    }

    /** As {@link #drain} at the end of the minute. */
    synchronized List<Entry> close(Instant now) {
        List<Entry> entries = new ArrayList<>(fresh);
        counted.forEach((address, times) -> entries.add(more(address, times)));
        fresh.clear();
        counted.clear();
        single.clear();
        singles = 0;
        began = now;
        return entries;
    }

    private static Entry more(String address, long times) {
        return new Entry(
                Actor.NOBODY,
                new Origin(address, ""),
                "refusal.repeat",
                "address/" + address,
                Outcome.REFUSED,
                Map.of("times", times));
    }

    /** Whose refusals are counted together. */
    private record Source(String user, String address) {}
}
