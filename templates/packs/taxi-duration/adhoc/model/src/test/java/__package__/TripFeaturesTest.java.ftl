package [=package];

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradus.kit.data.TripFiles;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Normaliser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TripFeaturesTest {

    private static final Path PROJECT = Path.of("..");

    private static List<TripRecord> rides;
    private static ZoneTable zones;
    private static TripFeatures preTrip;
    private static TripFeatures postTrip;

    @BeforeAll
    static void learnFromTheSample() {
        rides = new ArrayList<>();
        TripReader.readRides(new TripFiles(PROJECT, "").find("data/sample").get(0), row -> rides.add(TripRecord.of(row)));
        zones = ZoneTable.read(PROJECT.resolve("data/taxi_zone_lookup.csv"));
        preTrip = TripFeatures.fit(Contract.PRE_TRIP, zones, rides);
        postTrip = TripFeatures.fit(Contract.POST_TRIP, zones, rides);
    }

    @Test
    void everyColumnOfEveryRideIsANumber() {
        for (TripRecord ride : rides) {
            for (float value : postTrip.encode(ride)) {
                assertTrue(Float.isFinite(value), () -> "not a number for " + ride);
            }
        }
    }

    @Test
    void beforeTheTripNothingDependsOnItsDistancePaymentOrEnd() {
        TripRecord ride = rides.get(0);
        TripRecord other = new TripRecord(
                ride.pickup(), ride.pickupZone(), ride.dropoffZone(), Double.NaN, ride.vendor(), ride.passengers(),
                ride.rateCode(), 3, ride.tripType(), ride.storeAndForward(), Double.NaN);

        assertArrayEquals(preTrip.encode(ride), preTrip.encode(other));
    }

    @Test
    void afterTheTripItsDistanceCounts() {
        TripRecord ride = rides.get(0);

        assertFalse(Arrays.equals(postTrip.encode(ride), postTrip.encode(withDistance(ride, 17))));
    }

    @Test
    void anAbsurdDistanceIsBoundedAndFlagged() {
        float[] absurd = postTrip.encode(withDistance(rides.get(0), 244_152));

        assertEquals(60, absurd[postTrip.names().indexOf("distance")]);
        assertEquals(1, absurd[postTrip.names().indexOf("distance absurd")]);
    }

    @Test
    void featuresAreTheSameAfterTheModelsFile() {
        float[][] rows = rides.stream().map(postTrip::encode).toArray(float[][]::new);
        Normaliser normaliser = Normaliser.fit(postTrip.names(), rows, new float[] {1, 2});
        ModelFile file =
                ModelFile.of("post-trip", normaliser.json(), postTrip.vocabularies(), postTrip.tensors());

        TripFeatures read = TripFeatures.of(file);

        assertEquals(postTrip.names(), read.names());
        for (int i = 0; i < rows.length; i++) {
            assertArrayEquals(rows[i], read.encode(rides.get(i)));
        }
    }

    @Test
    void aTrainingRideDoesNotSeeItsOwnDistance() {
        // The only ride of its pair teaches prediction the pair's distance, but its own training row not.
        int lonely = 0;
        while (rides.get(lonely).distance() < 1 || ridesLike(rides.get(lonely)) != 1) {
            lonely++;
        }
        int column = postTrip.names().indexOf("pair distance");

        assertNotEquals(
                postTrip.encode(rides.get(lonely))[column],
                postTrip.encodeForTraining(rides.get(lonely), lonely)[column]);
    }

    @Test
    void aTrainingRideDoesNotSeeItsOwnDuration() {
        int number = 0;
        TripRecord slow = withMinutes(rides.get(number), 60);
        List<TripRecord> others = new ArrayList<>(rides);
        others.set(number, slow);
        TripFeatures told = TripFeatures.fit(Contract.PRE_TRIP, zones, others);
        int column = preTrip.names().indexOf("delay of the pair");

        // What it changes of all rides' usual speed is a trifle; what it would change of its pair's delay is not.
        assertEquals(
                preTrip.encodeForTraining(rides.get(number), number)[column],
                told.encodeForTraining(slow, number)[column],
                1e-3);
        assertTrue(told.encode(slow)[column] - preTrip.encode(rides.get(number))[column] > 0.02);
    }

    @Test
    void whereRidesTakeLongTheDelayIsLarger() {
        List<TripRecord> fromHereSlow = rides.stream()
                .map(ride -> ride.pickupZone() == 74 ? withMinutes(ride, Math.min(60, 2 * ride.minutes())) : ride)
                .toList();
        TripRecord ride = rides.stream().filter(any -> any.pickupZone() == 74).findFirst().orElseThrow();
        int column = preTrip.names().indexOf("delay around the pickup");

        double usual = preTrip.encode(ride)[column];
        double slow = TripFeatures.fit(Contract.PRE_TRIP, zones, fromHereSlow).encode(ride)[column];

        assertEquals(StrictMath.log(2), slow - usual, 0.1);
    }

    private static long ridesLike(TripRecord ride) {
        return rides.stream()
                .filter(other -> joins(other, ride.pickupZone(), ride.dropoffZone())
                        || joins(other, ride.dropoffZone(), ride.pickupZone()))
                .count();
    }

    private static boolean joins(TripRecord ride, int from, int to) {
        return ride.pickupZone() == from && ride.dropoffZone() == to;
    }

    private static TripRecord withMinutes(TripRecord ride, double minutes) {
        return new TripRecord(
                ride.pickup(), ride.pickupZone(), ride.dropoffZone(), ride.distance(), ride.vendor(), ride.passengers(),
                ride.rateCode(), ride.paymentType(), ride.tripType(), ride.storeAndForward(), minutes);
    }

    private static TripRecord withDistance(TripRecord ride, double miles) {
        return new TripRecord(
                ride.pickup(), ride.pickupZone(), ride.dropoffZone(), miles, ride.vendor(), ride.passengers(),
                ride.rateCode(), ride.paymentType(), ride.tripType(), ride.storeAndForward(), ride.minutes());
    }
}
