package dev.gradus.kit.train;

import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripRow;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Which rides are learnt from, and which the result is measured on. The latter are never used to choose anything.
 *
 * <ul>
 *   <li>With test files named: all the other files are learnt from.
 *   <li>With several files and none named for the test: the first is learnt from and the second measured on.
 *   <li>With one file alone: its month's last seven days are measured on.
 * </ul>
 *
 * <pre>{@code
 * DataSplit split = DataSplit.of(files.find("data/sample"), List.of());
 * split.training();   // [green_tripdata_2021-01.parquet]
 * split.testing();    // [green_tripdata_2021-02.parquet]
 * }</pre>
 *
 * @param training files to learn from
 * @param testing files to measure on
 * @param cut where one file is both: learn before, measure from here on
 */
public record DataSplit(List<TripFile> training, List<TripFile> testing, Optional<LocalDateTime> cut) {

    private static final int HELD_OUT_DAYS = 7;

    /** Splits by the rules above. */
    public static DataSplit of(List<TripFile> files, List<TripFile> testFiles) {
        if (!testFiles.isEmpty()) {
            List<TripFile> training =
                    files.stream().filter(file -> !testFiles.contains(file)).toList();
            if (training.isEmpty()) {
                throw new BadInput(
                        "%s is both to learn from and to measure on"
                                .formatted(files.get(0).path()),
                        "name other files for the test");
            }
            return new DataSplit(training, testFiles, Optional.empty());
        }
        if (files.size() > 1) {
            return new DataSplit(files.subList(0, 1), files.subList(1, 2), Optional.empty());
        }
        YearMonth month = files.get(0)
                .month()
                .orElseThrow(() -> new BadInput(
                        "%s has no month in its name, so its last days cannot be held out"
                                .formatted(files.get(0).path()),
                        "name another file for the test with TEST=…"));
        LocalDateTime cut =
                month.plusMonths(1).atDay(1).minusDays(HELD_OUT_DAYS).atStartOfDay();
        return new DataSplit(files, files, Optional.of(cut));
    }

    /** Whether a ride of a training file is learnt from. */
    public boolean learnsFrom(TripRow ride) {
        return cut.isEmpty() || isBefore(ride, cut.get());
    }

    /** Whether a ride of a test file is measured on. */
    public boolean measuresOn(TripRow ride) {
        return cut.isEmpty() || !isBefore(ride, cut.get());
    }

    /** What the test rides are called in a report. */
    public List<String> testNames() {
        return testing.stream()
                .map(file ->
                        file.name() + (cut.isPresent() ? " from " + cut.get().toLocalDate() : ""))
                .toList();
    }

    private static boolean isBefore(TripRow ride, LocalDateTime cut) {
        LocalDateTime pickup = ride.pickup();
        return pickup != null && pickup.isBefore(cut);
    }
}
