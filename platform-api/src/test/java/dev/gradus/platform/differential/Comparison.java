package dev.gradus.platform.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Sends the calls of a seed to both servers, one after another, and keeps where their answers differ.
 *
 * <pre>{@code
 * assertThat(Comparison.of(real, ours, 7, 2000)).isEmpty();
 * }</pre>
 *
 * @param seed with {@code number} repeats the call and what came before it
 */
record Comparison(long seed, int number, Call call, Answer real, Answer ours, List<Difference> differences) {

    /** The calls that were answered differently, but for what {@link Deliberate} sets aside. */
    static List<Comparison> of(Side real, Side ours, long seed, int calls) {
        Call first = new Draft(Endpoint.GET_EXPERIMENT)
                .with("experiment_id", "0")
                .learns("default", "/experiment/experiment_id")
                .call();
        real.send(first).join();
        ours.send(first).join();
        Sequence sequence = new Sequence(seed);
        List<Comparison> different = new ArrayList<>();
        for (int number = 0; number < calls; number++) {
            Comparison comparison = compare(real, ours, seed, number, sequence.next());
            if (!comparison.real().failed()) {
                sequence.done();
            }
            if (!comparison.differences().isEmpty()) {
                different.add(comparison);
            }
        }
        return different;
    }

    private static Comparison compare(Side real, Side ours, long seed, int number, Call call) {
        CompletableFuture<Answer> answer = ours.send(call);
        Answer expected = real.send(call).join();
        Answer actual = answer.join();
        List<Difference> differences = Difference.between(call, expected, actual).stream()
                .filter(difference -> !Deliberate.covers(call, difference))
                .toList();
        return new Comparison(seed, number, call, expected, actual, differences);
    }

    @Override
    public String toString() {
        return "seed " + seed + " call " + number + " " + call.name() + ": " + call + "\n    answered " + real.status()
                + " and " + ours.status() + "\n"
                + differences.stream().map(difference -> "    at " + difference).collect(Collectors.joining("\n"));
    }
}
