package [=package];

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradus.kit.data.StreamSample;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RidesTest {

    private static final Path JANUARY = Path.of("../data/sample/green_tripdata_2021-01.parquet");

    private static List<TripRecord> objects;

    @BeforeAll
    static void read() {
        objects = new ArrayList<>();
        TripReader.readRides(TripFile.of(JANUARY), row -> objects.add(TripRecord.of(row)));
    }

    @Test
    void everyRideComesBackAsItWas() {
        Rides rides = new Rides();
        rides.addAll(objects);

        assertEquals(objects, rides);
    }

    @Test
    void whatIsUnknownAbsurdOrLongAgoComesBackToo() {
        TripRecord odd = new TripRecord(
                LocalDateTime.parse("0009-02-28T23:59:59.000001"), 265, 1, Double.NaN, TripRecord.UNKNOWN,
                TripRecord.UNKNOWN, 99, TripRecord.UNKNOWN, TripRecord.UNKNOWN, true, Double.NaN);
        Rides rides = new Rides();
        rides.add(odd);

        assertEquals(odd, rides.get(0));
        assertThrows(IndexOutOfBoundsException.class, () -> rides.get(1));
    }

    @Test
    void aSampleOfThemIsTheSampleOfTheObjects() {
        StreamSample<TripRecord> packed = new StreamSample<>(2000, new Rides());
        StreamSample<TripRecord> plain = new StreamSample<>(2000);

        objects.forEach(packed::add);
        objects.forEach(plain::add);

        assertEquals(plain.rows(), packed.rows());
    }
}
