import com.example.rides.TrainedModel;
import com.example.rides.TripFeatures;
import com.example.rides.TripRecord;
import dev.gradus.kit.data.TripFile;
import dev.gradus.kit.data.TripReader;
import dev.gradus.kit.data.ZoneTable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes what the duration model sees of rides, and what it says of them, for peers that are to be given the very same columns.
 *
 * <p>Run in a scaffolded project named rides, with its class path, after training:
 * {@code java -cp … Features.java FOLDER-OF-MONTHS OUT 2021-01 2021-02 2021-03}. The first month is the one that the model learnt from;
 * its columns are those of training, which no ride has a part in itself.
 *
 * <p>OUT gets {@code columns.txt} and, for each month, {@code MONTH.npy}: a matrix of single-precision numbers, one row a ride in the
 * file's order.
 */
class Features {

    private static final List<String> FIRST = List.of("minutes", "day", "predicted", "pickup zone", "dropoff zone");
    private static final int NPY_PREFIX = 10;
    private static final int NPY_HEADER = 128;

    public static void main(String[] args) throws IOException {
        Path months = Path.of(args[0]);
        Path out = Files.createDirectories(Path.of(args[1]));
        TrainedModel model = TrainedModel.read(Path.of("build/model/model.safetensors"));
        List<TripRecord> learntFrom = rides(months, args[2]);
        TripFeatures features =
                TripFeatures.fit(model.contract(), ZoneTable.read(Path.of("data/taxi_zone_lookup.csv")), learntFrom);
        List<String> names = new ArrayList<>(FIRST);
        names.addAll(features.names());
        Files.write(out.resolve("columns.txt"), names);
        write(out.resolve(args[2] + ".npy"), names.size(), learntFrom, model, features::encodeForTraining);
        for (String month : Arrays.asList(args).subList(3, args.length)) {
            write(
                    out.resolve(month + ".npy"),
                    names.size(),
                    rides(months, month),
                    model,
                    (ride, number) -> features.encode(ride));
        }
    }

    private interface Encoding {
        float[] columns(TripRecord ride, int number);
    }

    private static List<TripRecord> rides(Path months, String month) {
        List<TripRecord> rides = new ArrayList<>();
        TripFile file = TripFile.of(months.resolve("green_tripdata_" + month + ".parquet"));
        TripReader.readRides(file, row -> rides.add(TripRecord.of(row)));
        return rides;
    }

    private static void write(Path file, int width, List<TripRecord> rides, TrainedModel model, Encoding encoding)
            throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(header(rides.size(), width));
            ByteBuffer row = ByteBuffer.allocate(width * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < rides.size(); i++) {
                TripRecord ride = rides.get(i);
                row.clear();
                row.putFloat((float) ride.minutes()).putFloat(ride.pickup().toLocalDate().toEpochDay());
                row.putFloat((float) model.minutes(ride)).putFloat(ride.pickupZone()).putFloat(ride.dropoffZone());
                for (float column : encoding.columns(ride, i)) {
                    row.putFloat(column);
                }
                out.write(row.array());
            }
        }
    }

    /** NumPy's format, version 1: magic, length of the rest of the header, a Python literal padded with blanks. */
    private static byte[] header(int rows, int columns) {
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
        String padded = text + " ".repeat(NPY_HEADER - NPY_PREFIX - 1 - text.length()) + "\n";
        return ByteBuffer.allocate(NPY_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY\1\0".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (NPY_HEADER - NPY_PREFIX))
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
