package [=package];

import com.fasterxml.jackson.databind.JsonNode;
import dev.gradus.kit.data.ZoneTable;
import dev.gradus.kit.train.Contract;
import dev.gradus.kit.train.Steps;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.Tensor;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Turns a ride into the columns of numbers that the network reads. Training, evaluation, prediction and serving all use this one
 * class, so a feature cannot mean one thing here and another there.
 *
 * <p>To add a feature, add a line to {@link #columns()}. Money is not among them: fares follow the meter, which runs with
 * the time that is to be predicted.
 */
public final class TripFeatures {

    private static final double FAR = 60;
    private static final double NEAR = 0.02;
    private static final long MAP_SEED = 7;
    private static final List<DayOfWeek> WEEK = List.of(DayOfWeek.values());

    private final Contract contract;
    private final ZoneTable zones;
    private final Learnt learnt;
    private final Map<String, Steps> steps;
    private final int[] ridesFrom = new int[ZoneGeometry.ZONES];
    private final int[] ridesTo = new int[ZoneGeometry.ZONES];
    private final List<Column> columns;

    private TripFeatures(Contract contract, ZoneTable zones, Learnt learnt, Map<String, Steps> steps) {
        this.contract = contract;
        this.zones = zones;
        this.learnt = learnt;
        this.steps = steps;
        for (int zone = 0; zone < ZoneGeometry.ZONES; zone++) {
            ridesFrom[zone] = learnt.all().pairs().ridesFrom(zone);
            ridesTo[zone] = learnt.all().pairs().ridesTo(zone);
        }
        this.columns = columns();
    }

    /** Learns what the features need to know from the training rides: distances and delays between zones, and where quantities lie. */
    public static TripFeatures fit(Contract contract, ZoneTable zones, List<TripRecord> rides) {
        Learnt learnt = Learnt.fit(rides);
        TripFeatures unstepped = new TripFeatures(contract, zones, learnt, new TreeMap<>());
        Map<String, Steps> steps = new TreeMap<>();
        for (Quantity quantity : quantities(contract)) {
            double[] values = new double[rides.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = quantity.value().applyAsDouble(unstepped.look(rides.get(i), i));
            }
            steps.put(quantity.name(), Steps.fit(values, quantity.steps()));
        }
        return new TripFeatures(contract, zones, learnt, steps);
    }

    /** The columns of a ride, not yet normalised. */
    public float[] encode(TripRecord ride) {
        return encode(look(ride, learnt.all()));
    }

    /** The columns of the training ride of that number, which does not see its own part in distances and delays. */
    public float[] encodeForTraining(TripRecord ride, int number) {
        return encode(look(ride, number));
    }

    /** The numbers to look up embeddings by. */
    public int[] categories(TripRecord ride) {
        return new int[] {ride.pickupZone(), ride.dropoffZone()};
    }

    /** The borough that a ride starts in. */
    public String borough(TripRecord ride) {
        return zones.borough(ride.pickupZone());
    }

    /** What the columns are called, in their order. */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    private float[] encode(Look look) {
        float[] row = new float[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) columns.get(i).value().applyAsDouble(look);
        }
        return row;
    }

    private List<Column> columns() {
        List<Column> all = new ArrayList<>();
        addPlace(all);
        addTime(all);
        addDelays(all);
        addDetails(all);
        if (contract == Contract.POST_TRIP) {
            addDistance(all);
        }
        for (Quantity quantity : quantities(contract)) {
            Steps ladder = steps.getOrDefault(quantity.name(), Steps.NONE);
            for (int step = 0; step < ladder.count(); step++) {
                int number = step;
                all.add(new Column(
                        quantity.name() + " step " + number,
                        look -> ladder.value(number, quantity.value().applyAsDouble(look))));
            }
        }
        return List.copyOf(all);
    }

    private void addPlace(List<Column> all) {
        all.add(new Column("pair distance", Look::pair));
        all.add(new Column("pair distance, log", look -> StrictMath.log(look.pair())));
        all.add(new Column("map distance", Look::mapped));
        all.add(new Column("map distance, log", look -> StrictMath.log(look.mapped())));
        all.add(new Column("pickup east", Look::pickupEast));
        all.add(new Column("pickup north", Look::pickupNorth));
        all.add(new Column("dropoff east", Look::dropoffEast));
        all.add(new Column("dropoff north", Look::dropoffNorth));
        all.add(new Column("way east", look -> look.dropoffEast() - look.pickupEast()));
        all.add(new Column("way north", look -> look.dropoffNorth() - look.pickupNorth()));
        all.add(new Column(
                "rides of the pair, log",
                look -> log1p(learnt.all().pairs().rides(look.trip().pickupZone(), look.trip().dropoffZone()))));
        all.add(new Column("rides from the pickup, log", look -> log1p(ridesFrom[look.trip().pickupZone()])));
        all.add(new Column("rides to the dropoff, log", look -> log1p(ridesTo[look.trip().dropoffZone()])));
        all.add(flag("same zone", look -> look.trip().pickupZone() == look.trip().dropoffZone()));
        for (String borough : zones.boroughs()) {
            all.add(flag("pickup in " + borough, look -> zones.borough(look.trip().pickupZone()).equals(borough)));
            all.add(flag("dropoff in " + borough, look -> zones.borough(look.trip().dropoffZone()).equals(borough)));
        }
    }

    private static void addTime(List<Column> all) {
        for (int harmonic = 1; harmonic <= 4; harmonic++) {
            double turns = 2 * Math.PI * harmonic / 24;
            all.add(new Column("hour sine " + harmonic, look -> StrictMath.sin(turns * look.hour())));
            all.add(new Column("hour cosine " + harmonic, look -> StrictMath.cos(turns * look.hour())));
        }
        for (int harmonic = 1; harmonic <= 3; harmonic++) {
            double turns = 2 * Math.PI * harmonic / 24;
            all.add(new Column(
                    "weekend hour sine " + harmonic,
                    look -> look.weekend() ? StrictMath.sin(turns * look.hour()) : 0));
            all.add(new Column(
                    "weekend hour cosine " + harmonic,
                    look -> look.weekend() ? StrictMath.cos(turns * look.hour()) : 0));
        }
        for (DayOfWeek day : WEEK) {
            all.add(flag(day.toString().toLowerCase(Locale.ROOT), look -> look.day() == day));
        }
        all.add(flag("weekend", Look::weekend));
    }

    private static void addDelays(List<Column> all) {
        all.add(new Column("delay around the pickup", look -> look.delays().pickup()));
        all.add(new Column("delay around the dropoff", look -> look.delays().dropoff()));
        all.add(new Column("delay at the hour", look -> look.delays().hour()));
        all.add(new Column("delay around the pickup then", look -> look.delays().pickupThen()));
        all.add(new Column("delay around the dropoff then", look -> look.delays().dropoffThen()));
        all.add(new Column("delay of the pair", look -> look.delays().pair()));
        all.add(new Column("minutes by delays, log", look -> look.delays().logMinutes()));
        all.add(new Column("minutes by delays", look -> StrictMath.exp(look.delays().logMinutes())));
    }

    private static void addDetails(List<Column> all) {
        for (int passengers = 0; passengers <= 6; passengers++) {
            int count = passengers;
            all.add(flag("passengers " + count, look -> look.trip().passengers() == count));
        }
        for (int rateCode = 1; rateCode <= 6; rateCode++) {
            int code = rateCode;
            all.add(flag("rate code " + code, look -> look.trip().rateCode() == code));
        }
        all.add(flag("hailed", look -> look.trip().tripType() == 1));
        all.add(flag("dispatched", look -> look.trip().tripType() == 2));
        all.add(flag("details missing", look -> look.trip().detailsMissing()));
        all.add(flag("second vendor", look -> look.trip().vendor() == 2));
        all.add(flag("store and forward", look -> look.trip().storeAndForward()));
    }

    private static void addDistance(List<Column> all) {
        all.add(new Column("distance", Look::distance));
        all.add(new Column("distance, log", look -> StrictMath.log(look.distance())));
        all.add(new Column("distance over pair's, log", look -> StrictMath.log(look.distance() / look.pair())));
        all.add(flag("distance zero", look -> look.trip().distance() < NEAR));
        all.add(flag("distance absurd", look -> look.trip().distance() > FAR));
        for (int payment = 1; payment <= 4; payment++) {
            int type = payment;
            all.add(flag("payment " + type, look -> look.trip().paymentType() == type));
        }
    }

    /** Quantities that get a ladder of steps as well, on which the network can draw any curve. */
    private static List<Quantity> quantities(Contract contract) {
        List<Quantity> quantities = new ArrayList<>();
        quantities.add(new Quantity("pair distance", 16, Look::pair));
        quantities.add(new Quantity("map distance", 12, Look::mapped));
        quantities.add(new Quantity("pickup east", 8, Look::pickupEast));
        quantities.add(new Quantity("pickup north", 8, Look::pickupNorth));
        quantities.add(new Quantity("dropoff east", 8, Look::dropoffEast));
        quantities.add(new Quantity("dropoff north", 8, Look::dropoffNorth));
        quantities.add(new Quantity("hour", 24, Look::hour));
        if (contract == Contract.POST_TRIP) {
            quantities.add(new Quantity("distance", 16, Look::distance));
            quantities.add(new Quantity("distance over pair's", 10, look -> look.distance() / look.pair()));
        }
        return quantities;
    }

    private static Column flag(String name, Predicate<Look> holds) {
        return new Column(name, look -> holds.test(look) ? 1 : 0);
    }

    private static double log1p(double count) {
        return StrictMath.log(count + 1);
    }

    private record Column(String name, ToDoubleFunction<Look> value) {}

    private record Quantity(String name, int steps, ToDoubleFunction<Look> value) {}

    private Look look(TripRecord ride, int trainingNumber) {
        return look(ride, learnt.withoutFold().get(trainingNumber % PairDistances.FOLDS));
    }

    private Look look(TripRecord ride, Knowledge known) {
        ZoneGeometry map = learnt.map();
        double pair = known.pairs().distance(ride.pickupZone(), ride.dropoffZone(), map);
        return new Look(
                ride,
                pair,
                map.distance(ride.pickupZone(), ride.dropoffZone()),
                known.delays().of(ride, pair),
                ride.pickup().toLocalTime().toSecondOfDay() / 3600.0,
                ride.day(),
                map);
    }

    private record Look(
            TripRecord trip,
            double pair,
            double mapped,
            Delays.Known delays,
            double hour,
            DayOfWeek day,
            ZoneGeometry map) {

        boolean weekend() {
            return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        }

        double distance() {
            return Math.max(NEAR, Math.min(FAR, trip.distance()));
        }

        double pickupEast() {
            return map.east(trip.pickupZone());
        }

        double pickupNorth() {
            return map.north(trip.pickupZone());
        }

        double dropoffEast() {
            return map.east(trip.dropoffZone());
        }

        double dropoffNorth() {
            return map.north(trip.dropoffZone());
        }
    }

    /** What some rides teach about distances and delays. */
    private record Knowledge(PairDistances pairs, Delays delays) {}

    /** What all training rides teach, and what they do with each fold left out. */
    private record Learnt(ZoneGeometry map, Knowledge all, List<Knowledge> withoutFold) {

        static Learnt fit(List<TripRecord> rides) {
            PairDistances pairs = PairDistances.fit(rides, i -> true);
            ZoneGeometry map = ZoneGeometry.fit(pairs.drives(), MAP_SEED);
            List<PairDistances> withoutFold = new ArrayList<>();
            for (int fold = 0; fold < PairDistances.FOLDS; fold++) {
                withoutFold.add(PairDistances.fit(rides, outside(fold)));
            }
            double[] miles = new double[rides.size()];
            for (int i = 0; i < miles.length; i++) {
                TripRecord ride = rides.get(i);
                miles[i] = withoutFold
                        .get(i % PairDistances.FOLDS)
                        .distance(ride.pickupZone(), ride.dropoffZone(), map);
            }
            List<Knowledge> knowledge = new ArrayList<>();
            for (int fold = 0; fold < PairDistances.FOLDS; fold++) {
                knowledge.add(new Knowledge(withoutFold.get(fold), Delays.fit(rides, miles, outside(fold))));
            }
            return new Learnt(map, new Knowledge(pairs, Delays.fit(rides, miles, i -> true)), knowledge);
        }

        private static IntPredicate outside(int fold) {
            return i -> i % PairDistances.FOLDS != fold;
        }
    }

    /** What was learnt, for the model's file. */
    public Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        tensors.put("features/zones/map", learnt.map().tensor());
        tensors.put("features/pairs/distances", learnt.all().pairs().tensor());
        tensors.putAll(learnt.all().delays().tensors());
        steps.forEach((name, ladder) -> tensors.put("features/steps/" + name, ladder.tensor()));
        return tensors;
    }

    /** What the categories mean, for the model's file. */
    public JsonNode vocabularies() {
        return zones.json();
    }

    /** The features that a model was trained with. */
    public static TripFeatures of(ModelFile model) {
        Contract contract = Contract.of(model.contract());
        Learnt learnt = new Learnt(
                ZoneGeometry.of(model.matrix("features/zones/map")),
                new Knowledge(PairDistances.of(model.matrix("features/pairs/distances")), Delays.of(model)),
                List.of());
        Map<String, Steps> steps = new TreeMap<>();
        for (Quantity quantity : quantities(contract)) {
            steps.put(quantity.name(), Steps.of(model.tensor("features/steps/" + quantity.name())));
        }
        return new TripFeatures(contract, ZoneTable.of(model.metadata("vocabularies")), learnt, steps);
    }
}
