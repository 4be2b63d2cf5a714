package dev.gradus.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.platform.audit.Entry.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RefusalWindowTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final RefusalWindow window = new RefusalWindow(NOON);

    @Test
    void aRefusalIsWrittenAtOnceAndOnce() {
        window.add(refusal("10.0.0.1"));

        assertThat(window.drain(NOON)).extracting(Entry::subject).containsExactly("run/7");
        assertThat(window.drain(NOON)).isEmpty();
    }

    @Test
    void aFloodFromOneAddressBecomesOneEntryThatCountsIt() {
        IntStream.range(0, 1_000).forEach(i -> window.add(refusal("10.0.0.1")));

        List<Entry> first = window.drain(NOON);
        List<Entry> last = window.drain(NOON.plus(RefusalWindow.LENGTH));

        assertThat(first).hasSize(RefusalWindow.PER_SOURCE);
        assertThat(last).singleElement().satisfies(more -> {
            assertThat(more.subject()).isEqualTo("address/10.0.0.1");
            assertThat(more.detail()).isEqualTo(Map.of("times", 1_000L - RefusalWindow.PER_SOURCE));
        });
    }

    @Test
    void aQuietAddressIsStillSeenWhileAnotherFloods() {
        IntStream.range(0, 1_000).forEach(i -> window.add(refusal("10.0.0.1")));
        window.add(refusal("10.0.0.2"));

        assertThat(window.drain(NOON))
                .extracting(entry -> entry.origin().address())
                .contains("10.0.0.2");
    }

    @Test
    void aKnownUserIsStillSeenWhileStrangersFloodFromTheSameAddress() {
        IntStream.range(0, 100).forEach(i -> window.add(refusal("10.0.0.1")));
        window.add(refusal(new Actor("finn", "t1", "fares"), "10.0.0.1"));

        assertThat(window.drain(NOON)).extracting(entry -> entry.actor().user()).contains("finn");
    }

    @Test
    void theNextMinuteBeginsAnew() {
        IntStream.range(0, 1_000).forEach(i -> window.add(refusal("10.0.0.1")));
        window.drain(NOON.plus(RefusalWindow.LENGTH));
        window.add(refusal("10.0.0.1"));

        assertThat(window.drain(NOON.plus(RefusalWindow.LENGTH)))
                .extracting(Entry::subject)
                .containsExactly("run/7");
    }

    @Property
    void noFloodIsLostNorFillsTheDisk(
            @ForAll @IntRange(min = 1, max = 500) int addresses, @ForAll @IntRange(min = 1, max = 40) int each) {
        IntStream.range(0, addresses * each).forEach(i -> window.add(refusal("10.0." + i % addresses)));

        List<Entry> written = window.close(NOON);

        assertThat(written).hasSizeLessThanOrEqualTo(RefusalWindow.IN_ALL + RefusalWindow.ADDRESSES + 1);
        assertThat(written.stream()
                        .mapToLong(entry -> (Long) entry.detail().getOrDefault("times", 1L))
                        .sum())
                .isEqualTo((long) addresses * each);
    }

    private static Entry refusal(String address) {
        return refusal(Actor.NOBODY, address);
    }

    private static Entry refusal(Actor actor, String address) {
        return new Entry(actor, new Origin(address, "r"), "run.read", "run/7", Outcome.REFUSED, Map.of("reason", "no"));
    }
}
