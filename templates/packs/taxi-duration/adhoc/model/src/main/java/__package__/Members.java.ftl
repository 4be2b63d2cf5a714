package [=package];

import dev.gradus.kit.train.Contract;
import dev.gradus.kit.weights.Ensemble;
import dev.gradus.kit.weights.ModelFile;
import dev.gradus.kit.weights.PredictionIntervals;
import dev.gradus.kit.weights.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The networks of the ensemble: alike but for their seeds, and better together than any of them. Each is trained in a thread of its
 * own with one BLAS thread, which is faster than two threads on one network and gives the same bits every time.
 *
 * <p>Each is not taught one ride in {@value #HELD_OUT}, another one than the others: how far it is off on those says how wide
 * prediction intervals must be.
 */
final class Members {

    static final List<Integer> SEEDS = List.of(1, 2);

    private static final int HELD_OUT = 20;

    /** Rides on which the trained networks are compared with plain Java. */
    private static final int COMPARED = 2000;

    private static final double LARGEST_DIFFERENCE = 1e-4;

    private final List<DurationModel> models;

    private Members(List<DurationModel> models) {
        this.models = models;
    }

    /** Hears the mean loss of all members after each epoch, counted from 0. */
    @FunctionalInterface
    interface EpochListener {
        void finished(int epoch, double loss);
    }

    /** What was chosen, for the record of the run. */
    static SortedMap<String, String> parameters(Contract contract) {
        return new TreeMap<>(Map.of(
                "contract", contract.toString(),
                "epochs", String.valueOf(epochs(contract)),
                "batch", String.valueOf(DurationModel.BATCH),
                "learning_rate", String.valueOf(DurationModel.RATE),
                "weight_decay", String.valueOf(DurationModel.WEIGHT_DECAY),
                "embedding", String.valueOf(DurationModel.EMBEDDING),
                "seeds", SEEDS.toString()));
    }

    /** Chosen on the last week of January 2021. */
    private static int epochs(Contract contract) {
        return contract == Contract.POST_TRIP ? 13 : 12;
    }

    static Members train(Contract contract, TrainingSet set, EpochListener listener) {
        int epochs = epochs(contract);
        Losses losses = new Losses(epochs, listener);
        ExecutorService threads = Executors.newFixedThreadPool(SEEDS.size(), Members::daemon);
        try {
            List<Future<DurationModel>> trained = new ArrayList<>();
            for (int member = 0; member < SEEDS.size(); member++) {
                int number = member;
                trained.add(threads.submit(() -> trainOne(number, epochs, set, losses)));
            }
            List<DurationModel> models = new ArrayList<>();
            for (Future<DurationModel> model : trained) {
                models.add(await(model));
            }
            return new Members(List.copyOf(models));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A member that still trains must not keep the program alive when another has failed. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "training");
        thread.setDaemon(true);
        return thread;
    }

    private static DurationModel trainOne(int member, int epochs, TrainingSet set, Losses losses) {
        int[] taught = rides(set, ride -> ride % HELD_OUT != member);
        DurationModel model = DurationModel.create(
                SEEDS.get(member), set.columns(), DurationModel.steps(taught.length, epochs));
        for (int epoch = 0; epoch < epochs; epoch++) {
            losses.add(epoch, model.trainEpoch(set, taught));
        }
        return model;
    }

    private static int[] rides(TrainingSet set, IntPredicate included) {
        return IntStream.range(0, set.rides()).filter(included).toArray();
    }

    private static DurationModel await(Future<DurationModel> model) {
        try {
            return model.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("training failed: " + e.getCause(), e.getCause());
        }
    }

    /** The weights of all members, for the model's file. */
    Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new TreeMap<>();
        for (int member = 0; member < models.size(); member++) {
            tensors.putAll(models.get(member).tensors(member));
        }
        return tensors;
    }

    /** Prediction intervals by the errors of each member on the rides that it was not taught. */
    PredictionIntervals intervals(TrainingSet set) {
        PredictionIntervals.Fit fit = new PredictionIntervals.Fit();
        for (int member = 0; member < models.size(); member++) {
            int number = member;
            int[] heldOut = rides(set, ride -> ride % HELD_OUT == number);
            double[] outputs = models.get(member).predict(set, heldOut);
            for (int i = 0; i < heldOut.length; i++) {
                fit.add(minutes(set, outputs[i]), set.minutes(heldOut[i]));
            }
        }
        return fit.solve(PredictionIntervals.COVERAGE);
    }

    private static double minutes(TrainingSet set, double output) {
        return Math.max(1, Math.min(60, set.normaliser().minutes(output)));
    }

    /** The largest difference in minutes between what was trained and what the file makes of it in plain Java. */
    double parity(ModelFile file, TrainingSet set) {
        int[] rides = rides(set, ride -> ride < COMPARED);
        double[] sums = new double[rides.length];
        for (DurationModel model : models) {
            double[] outputs = model.predict(set, rides);
            for (int i = 0; i < rides.length; i++) {
                sums[i] += outputs[i];
            }
        }
        Ensemble ensemble = Ensemble.of(file);
        double largest = 0;
        for (int ride : rides) {
            double trained = minutes(set, sums[ride] / models.size());
            TrainingSet.Example example = set.example(ride);
            double exported = ensemble.predict(example.categories(), example.columns());
            largest = Math.max(largest, Math.abs(trained - exported));
        }
        if (largest > LARGEST_DIFFERENCE) {
            throw new IllegalStateException("the exported model differs from the trained one by " + largest + " minutes");
        }
        return largest;
    }

    /** Waits for every member's loss of an epoch before it tells their mean, in the order of the epochs. */
    private static final class Losses {

        private final double[] sums;
        private final int[] counts;
        private final EpochListener listener;

        Losses(int epochs, EpochListener listener) {
            this.sums = new double[epochs];
            this.counts = new int[epochs];
            this.listener = listener;
        }

        synchronized void add(int epoch, double loss) {
            sums[epoch] += loss;
            counts[epoch]++;
            if (counts[epoch] == SEEDS.size()) {
                listener.finished(epoch, sums[epoch] / SEEDS.size());
            }
        }
    }
}
