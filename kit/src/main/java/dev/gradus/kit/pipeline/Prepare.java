package dev.gradus.kit.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gradus.kit.data.AtomicFile;
import dev.gradus.kit.data.BadInput;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.TripRow;
import dev.gradus.kit.train.Command;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stage {@code prepare}: fixes the split. It counts rides per day of both sides into {@code build/split.json} and stops
 * the pipeline where the held-out rides are not held out: where a larger share of them than {@code split.max_overlap} of
 * {@code params.yaml} lies before the end of training. Records hold a few rides with wrong dates, hence a share, and hence
 * the end of training is the day before which 99.9 % of its rides began.
 *
 * <p>Features are computed by the model's own code while it reads, in training and in prediction alike, so no second copy of
 * the rides is written here.
 *
 * <pre>{@code
 * {"training": {"rides": 73908, "from": "2021-01-01", "to": "2021-01-31"}, "testing": {…}, "overlap": 0.0001}
 * }</pre>
 */
public final class Prepare {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double STRAY = 0.001;

    private Prepare() {}

    public static void main(String[] args) {
        System.exit(Command.named("prepare").run(args, options -> run(Path.of(""))));
    }

    static void run(Path project) {
        double most = Params.read(project.resolve("params.yaml"), "params.yaml")
                .get("split.max_overlap", "stage \"prepare\"")
                .asDouble();
        Days training = days(project, "training");
        Days testing = days(project, "testing");
        LocalDate end = training.quantile(1 - STRAY);
        double overlap = testing.shareUntil(end);
        System.out.printf("  training until %s; %.2f %% of the held-out rides are not after it%n", end, 100 * overlap);
        if (overlap > most) {
            throw new BadInput(
                    "%.1f %% of the held-out rides are not after the training rides, which end on %s"
                            .formatted(100 * overlap, end),
                    "give later months under data.testing in params.yaml");
        }
        ObjectNode split = JSON.createObjectNode();
        split.set("training", training.json());
        split.set("testing", testing.json());
        split.put("overlap", overlap);
        AtomicFile.write(
                project.resolve("build/split.json"),
                out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(split)));
    }

    private static Days days(Path project, String role) {
        Days days = new Days();
        for (TripFile file : TripFiles.of(project).find("build/data/" + role)) {
            TripReader.readRides(file, days::add);
        }
        return days;
    }

    /** Rides per day of pickup: as large as the calendar, however many rides there are. Summaries of parts add up. */
    static final class Days {

        private final SortedMap<LocalDate, Long> rides = new TreeMap<>();

        void add(TripRow ride) {
            LocalDateTime pickup = ride.pickup();
            if (pickup != null) {
                rides.merge(pickup.toLocalDate(), 1L, Long::sum);
            }
        }

        long count() {
            return rides.values().stream().mapToLong(Long::longValue).sum();
        }

        LocalDate quantile(double share) {
            long sum = 0;
            long wanted = (long) Math.ceil(share * count());
            for (Map.Entry<LocalDate, Long> day : rides.entrySet()) {
                sum += day.getValue();
                if (sum >= wanted) {
                    return day.getKey();
                }
            }
            return rides.lastKey();
        }

        double shareUntil(LocalDate end) {
            long until = rides.headMap(end.plusDays(1)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            return (double) until / count();
        }

        ObjectNode json() {
            return JSON.createObjectNode()
                    .put("rides", count())
                    .put("from", quantile(STRAY).toString())
                    .put("to", quantile(1 - STRAY).toString());
        }
    }
}
