package dev.gradus.kit.spi;

/**
 * Hears what happens during a run, as it happens.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader}: a class with a public no-argument constructor, named in
 * {@code META-INF/services/dev.gradus.kit.spi.RunListener}. One new object is made per run and called by one thread at a
 * time, always in the order {@code started (tagged | input | metric | artifact)* (finished | failed)}. A run that is killed
 * gets no last call.
 *
 * <p>What a listener throws stops the run, so a listener that can live without its server must say so itself.
 *
 * <pre>{@code
 * public final class ConsoleListener implements RunListener {
 *     public void started(RunStart start) {
 *         System.out.println("running " + start.entryPoint());
 *     }
 *
 *     public void metric(RunMetric metric) {
 *         System.out.println(metric.key() + " = " + metric.value());
 *     }
 * }
 * }</pre>
 */
public interface RunListener {

    /** The first call: what runs, where, and with which parameters. */
    void started(RunStart start);

    /** A fact about the run that is not a parameter, such as {@code gradus.contract} or {@code gradus.data.digest}. */
    default void tagged(String key, String value) {}

    /** A data file was read to its end. */
    default void input(RunInput input) {}

    /** A number was measured: per epoch while training, once at the end for the evaluation. */
    default void metric(RunMetric metric) {}

    /** A file of the result is complete at its final place. */
    default void artifact(RunArtifact artifact) {}

    /** The last call of a run that reached its end. */
    default void finished() {}

    /** The last call of a run that did not; {@code reason} is one line for a person. */
    default void failed(String reason) {}
}
