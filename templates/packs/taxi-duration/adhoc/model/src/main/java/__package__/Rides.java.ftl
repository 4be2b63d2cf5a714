package [=package];

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * Rides in a few arrays of numbers: a quarter of the memory that objects take, so that many months of training rides fit beside a
 * network. A ride is made when it is asked for.
 */
final class Rides extends AbstractList<TripRecord> implements RandomAccess {

    private static final int MEASURES = 2;
    private static final int CODES = 8;
    private static final long MICROS = 1_000_000;

    private int size;
    private long[] pickups = new long[1024];
    private double[] measures = new double[MEASURES * pickups.length];
    private short[] codes = new short[CODES * pickups.length];

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean add(TripRecord ride) {
        if (size == pickups.length) {
            pickups = Arrays.copyOf(pickups, 2 * size);
            measures = Arrays.copyOf(measures, 2 * measures.length);
            codes = Arrays.copyOf(codes, 2 * codes.length);
        }
        put(size++, ride);
        return true;
    }

    @Override
    public TripRecord set(int index, TripRecord ride) {
        TripRecord before = get(index);
        put(index, ride);
        return before;
    }

    @Override
    public TripRecord get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        int code = CODES * index;
        return new TripRecord(
                time(pickups[index]),
                codes[code],
                codes[code + 1],
                measures[MEASURES * index],
                codes[code + 2],
                codes[code + 3],
                codes[code + 4],
                codes[code + 5],
                codes[code + 6],
                codes[code + 7] != 0,
                measures[MEASURES * index + 1]);
    }

    private void put(int index, TripRecord ride) {
        pickups[index] = micros(ride.pickup());
        measures[MEASURES * index] = ride.distance();
        measures[MEASURES * index + 1] = ride.minutes();
        int code = CODES * index;
        codes[code] = narrow(ride.pickupZone());
        codes[code + 1] = narrow(ride.dropoffZone());
        codes[code + 2] = narrow(ride.vendor());
        codes[code + 3] = narrow(ride.passengers());
        codes[code + 4] = narrow(ride.rateCode());
        codes[code + 5] = narrow(ride.paymentType());
        codes[code + 6] = narrow(ride.tripType());
        codes[code + 7] = narrow(ride.storeAndForward() ? 1 : 0);
    }

    /** Files know no smaller part of a second. */
    private static long micros(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) * MICROS + time.getNano() / 1000;
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    /** Codes are small; one beyond what fits is absurd, and stays so. */
    private static short narrow(int code) {
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, code));
    }

    /** Only the end can be let go. */
    @Override
    protected void removeRange(int from, int to) {
        if (to != size) {
            throw new UnsupportedOperationException("rides %d to %d of %d are not the last".formatted(from, to, size));
        }
        size = from;
    }
}
