package dev.gradus.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.client.audit.Verification;
import dev.gradus.client.audit.Verifier;
import dev.gradus.platform.TestPostgres;
import dev.gradus.platform.audit.Entry.Actor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No committed entry is missed, and none is sealed twice. */
final class SealerIT {
    private static final Duration LOAD = Duration.ofSeconds(4);

    private final AtomicInteger made = new AtomicInteger();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Jdbi jdbi;
    private Sealer sealer;

    @BeforeEach
    void migrate() {
        Map<String, String> database = TestPostgres.database();
        String url = database.get("GRADUS_DB_URL");
        String user = database.get("GRADUS_DB_USER");
        String password = database.get("GRADUS_DB_PASSWORD");
        Flyway.configure().dataSource(url, user, password).load().migrate();
        jdbi = Jdbi.create(url, user, password);
        sealer = new Sealer(jdbi);
        jdbi.useTransaction(Epochs::begin);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void everyCommittedEntryIsSealedOnceWhileManyWriteAbortHangAndDie() throws Exception {
        Instant until = Instant.now().plus(LOAD);
        List<Future<?>> running = new ArrayList<>();
        IntStream.range(0, 6).forEach(seed -> running.add(repeat(until, seed, this::write)));
        IntStream.range(0, 3).forEach(seed -> running.add(repeat(until, seed, random -> sealer.seal())));
        running.add(repeat(until, 7, this::kill));
        for (Future<?> one : running) {
            one.get();
        }

        sealer.seal();

        List<String> sealed = sealedSubjects();
        assertThat(sealed).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(sealed).containsExactlyElementsOf(committedSubjects());
        assertThat(acknowledged).hasSizeGreaterThan(50);
        assertThat(seals()).isGreaterThan(10);
        assertThat(verify()).satisfies(found -> assertThat(found.flaw()).isNull());
    }

    @Test
    void whatALongTransactionHoldsBackIsSealedWhenItEnds() {
        try (Handle slow = jdbi.open()) {
            slow.begin();
            Entry.insert(slow, List.of(entry("slow")));
            jdbi.useTransaction(quick -> Entry.insert(quick, List.of(entry("quick"))));
            sealer.seal();
            assertThat(sealedSubjects()).isEmpty();
            slow.commit();
        }

        sealer.seal();

        assertThat(sealedSubjects()).containsExactly("slow", "quick");
    }

    @Test
    void anEndlessReaderHoldsNothingBack() {
        try (Handle reader = jdbi.open()) {
            reader.begin();
            reader.setTransactionIsolationLevel(TransactionIsolationLevel.REPEATABLE_READ);
            reader.execute("select count(*) from audit_entry");
            jdbi.useTransaction(quick -> Entry.insert(quick, List.of(entry("quick"))));

            sealer.seal();

            assertThat(sealedSubjects()).containsExactly("quick");
            reader.rollback();
        }
    }

    @Test
    void moreThanOneSealHoldsAreSealedInOneGo() {
        List<Entry> many = IntStream.range(0, 2 * Sealer.MOST + 1)
                .mapToObj(i -> entry("many/" + i))
                .toList();
        jdbi.useTransaction(handle -> Entry.insert(handle, many));

        sealer.seal();

        assertThat(seals()).isEqualTo(3);
        assertThat(sealedSubjects()).hasSize(many.size()).doesNotHaveDuplicates();
        assertThat(verify().good()).isTrue();
    }

    @Test
    void inAnotherClusterWhereTransactionsAreCountedAnewTheChainGoesOn() {
        jdbi.useTransaction(handle -> {
            handle.execute("insert into audit_epoch (number, system_identifier) values (2, 42)");
            Entry.insert(handle, List.of(entry("sealed before")));
        });
        jdbi.useTransaction(
                handle -> handle.execute(
                        "insert into audit_entry overriding system value select 2, xid8 '1099511627776', id + 10, at,"
                                + " actor, token, team, address, request, action, 'never sealed there', outcome, detail from audit_entry"));

        jdbi.useTransaction(Epochs::begin);
        jdbi.useTransaction(handle -> Entry.insert(handle, List.of(entry("written here"))));
        sealer.seal();

        assertThat(sealedSubjects()).containsExactly("sealed before", "never sealed there", "written here");
        assertThat(verify().good()).isTrue();
    }

    @Test
    void theSameClusterBeginsNoEpoch() {
        jdbi.useTransaction(Epochs::begin);

        assertThat(count("audit_epoch")).isOne();
    }

    @Test
    void aSealThatWouldForkTheChainIsRefused() {
        jdbi.useTransaction(handle -> Entry.insert(handle, List.of(entry("one"))));
        sealer.seal();

        assertThatThrownBy(() -> jdbi.useHandle(
                        handle -> handle.execute("insert into audit_seal select number + 1, at, last_epoch,"
                                + " last_xact, last_id, previous, digests, '\\x00' from audit_seal")))
                .hasMessageContaining("audit_seal_previous_key");
    }

    private void write(Random random) {
        String subject = "run/" + made.incrementAndGet();
        try (Handle handle = jdbi.open()) {
            handle.begin();
            if (random.nextInt(10) == 0) {
                handle.execute("select pg_sleep(?)", random.nextDouble() / 5);
            }
            handle.savepoint("work");
            Entry.insert(handle, List.of(entry(subject)));
            if (random.nextInt(20) == 0) {
                handle.execute("select pg_sleep(?)", random.nextDouble() / 2);
            }
            if (random.nextInt(5) == 0) {
                handle.rollback();
            } else {
                handle.commit();
                acknowledged.add(subject);
            }
        }
    }

    /** As kill -9 of a replica does to its connections, writers' and sealers' alike. */
    private void kill(Random random) {
        jdbi.useHandle(handle ->
                handle.execute("select pg_sleep(0.1), pg_terminate_backend(pid) from pg_stat_activity where pid ="
                        + " (select pid from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid() order by random() limit 1)"));
    }

    private Future<?> repeat(Instant until, int seed, Step step) {
        Random random = new Random(seed);
        Callable<Void> loop = () -> {
            while (Instant.now().isBefore(until)) {
                try {
                    step.run(random);
                } catch (JdbiException killed) {
                    // its transaction is gone, which is the point
                }
            }
            return null;
        };
        return threads.submit(loop);
    }

    private interface Step {
        void run(Random random) throws InterruptedException, ExecutionException;
    }

    private Verification verify() {
        try {
            return Verifier.verify(
                    new ByteArrayInputStream(export().getBytes(StandardCharsets.UTF_8)), Optional.empty());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String export() {
        StringWriter out = new StringWriter();
        AtomicReference<IOException> failure = new AtomicReference<>();
        jdbi.useTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            try {
                new Export(handle, out).write(1);
            } catch (IOException impossible) {
                failure.set(impossible);
            }
        });
        assertThat(failure.get()).isNull();
        return out.toString();
    }

    private List<String> sealedSubjects() {
        return export().lines()
                .filter(line -> line.startsWith("{\"entry\":"))
                .map(line -> line.replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<String> committedSubjects() {
        return jdbi.withHandle(handle -> handle.createQuery("select subject from audit_entry order by epoch, xact, id")
                .mapTo(String.class)
                .list());
    }

    private long seals() {
        return count("audit_seal");
    }

    private long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    private static Entry entry(String subject) {
        return new Entry(
                new Actor("ann", "1", "rides"), Origin.SERVER, "run.create", subject, Outcome.DONE, Map.of("n", 1));
    }
}
