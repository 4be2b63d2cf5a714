package dev.gradus.kit.spi;

import java.util.Locale;

/**
 * A data file that a run read.
 *
 * <pre>{@code
 * new RunInput("green_tripdata_2021-01.parquet", "sha256:9f2c…", RunInput.Context.TRAINING, 73_908)
 * }</pre>
 *
 * @param name the file's name without its folder
 * @param digest {@code sha256:} and 64 hexadecimal digits over the file's bytes
 * @param context what the rows were used for
 * @param rows rows used, after those that were dropped
 */
public record RunInput(String name, String digest, Context context, long rows) {

    /** What rows are used for; {@link #toString} gives MLflow's word for it. */
    public enum Context {
        TRAINING,
        TESTING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
