package dev.gradus.kit.gate;

import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.spi.Predictor;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.Errors;
import dev.gradus.kit.train.LinearBaseline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one pass over the held-out rides finds: errors as a whole, by group and by day, in memory that does not grow with the
 * rides. Models are shown what their contract lets them see and nothing more, so one that peeks at a ride's end finds none.
 *
 * <pre>{@code
 * Measurement measurement = new Measurement(candidate, baseline, Optional.of(champion));
 * measurement.read(files);
 * measurement.ratio();   // 0.67 of the linear baseline's RMSE
 * }</pre>
 */
final class Measurement {

    /** Rides that are kept for the clock: as many as a busy minute has. */
    private static final int KEPT = 2000;

    private final Predictor candidate;
    private final Contract contract;
    private final LinearBaseline baseline;
    private final Optional<Predictor> champion;
    private final Slice whole = new Slice("", "all rides");
    private final SortedMap<String, SortedMap<String, Slice>> slices = new TreeMap<>();
    private final DayErrors days = new DayErrors();
    private final DayErrors championDays = new DayErrors();
    private final List<TripRow> kept = new ArrayList<>();

    Measurement(Predictor candidate, LinearBaseline baseline, Optional<Predictor> champion) {
        this.candidate = candidate;
        this.contract = Contract.of(candidate.file().contract());
        this.baseline = baseline;
        this.champion = champion;
    }

    void read(List<TripFile> files) {
        files.forEach(file -> TripReader.readRides(file, this::add));
    }

    void add(TripRow ride) {
        LocalDate day = Objects.requireNonNull(ride.pickup(), "pickup").toLocalDate();
        TripRow visible = contract.visible(ride);
        double byModel = candidate.predict(visible).minutes();
        double byLinear = minutes(baseline, ride);
        List<Slice> about = new ArrayList<>(List.of(whole));
        candidate.groups(visible).forEach((name, value) -> about.add(slice(name, value)));
        for (Slice slice : about) {
            slice.model().add(byModel, ride.minutes());
            slice.linear().add(byLinear, ride.minutes());
        }
        days.add(day, byModel - ride.minutes());
        champion.ifPresent(other -> championDays.add(day, other.predict(visible).minutes() - ride.minutes()));
        if (kept.size() < KEPT) {
            kept.add(visible);
        }
    }

    private Slice slice(String name, String value) {
        return slices.computeIfAbsent(name, key -> new TreeMap<>())
                .computeIfAbsent(value, key -> new Slice(name, value));
    }

    private static double minutes(LinearBaseline baseline, TripRow ride) {
        return baseline.predict(
                Objects.requireNonNull(ride.pickupZone(), "pickupZone"),
                Objects.requireNonNull(ride.dropoffZone(), "dropoffZone"),
                Objects.requireNonNull(ride.distance(), "distance"));
    }

    /** RMSE as a share of the linear baseline's on the same rides. */
    double ratio() {
        return whole.ratio();
    }

    /** RMSE as a share of what guessing their mean would make: of the standard deviation of the durations themselves. */
    double spreadRatio() {
        return Math.sqrt(1 - whole.model().r2());
    }

    Errors errors() {
        return whole.model();
    }

    /** The groups by name; those of one name hold every ride once. */
    Map<String, List<Slice>> slices() {
        Map<String, List<Slice>> groups = new TreeMap<>();
        slices.forEach((name, values) -> groups.put(name, List.copyOf(values.values())));
        return groups;
    }

    DayErrors days() {
        return days;
    }

    DayErrors championDays() {
        return championDays;
    }

    /** Some of the rides, at most {@value #KEPT}. */
    List<TripRow> rides() {
        return List.copyOf(kept);
    }
}
