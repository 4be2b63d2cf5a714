package dev.gradus.kit.data;

import java.time.YearMonth;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Hands on the rides that the rules keep, and counts the others. */
final class RideCounter implements Consumer<TripRow> {

    private final Optional<YearMonth> month;
    private final Consumer<TripRow> rides;
    private final SortedMap<String, Long> dropped = new TreeMap<>();
    private final SortedMap<String, Long> noted = new TreeMap<>();
    private long read;
    private long kept;

    RideCounter(TripFile file, Consumer<TripRow> rides) {
        this.month = file.month();
        this.rides = rides;
    }

    @Override
    public void accept(TripRow ride) {
        read++;
        Optional<String> reason = RideRules.dropped(ride);
        if (reason.isPresent()) {
            dropped.merge(reason.get(), 1L, Long::sum);
            return;
        }
        kept++;
        RideRules.noted(ride, month).forEach(note -> noted.merge(note, 1L, Long::sum));
        rides.accept(ride);
    }

    DropReport report() {
        return new DropReport(read, kept, dropped, noted);
    }
}
