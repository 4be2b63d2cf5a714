package dev.gradus.platform.robust;

import dev.gradus.platform.RunningPlatform;
import dev.gradus.platform.TestPostgres;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kill -9} of the server under load: whatever it acknowledged is there when it is back, and the audit is whole. */
final class CrashIT {
    private static final int CLIENTS = 4;

    @Test
    void whatWasAcknowledgedSurvivesAKill() {
        survive(2);
    }

    /** As often as {@code -Dgradus.crash.kills} says. */
    @Test
    @Tag("full")
    void whatWasAcknowledgedSurvivesManyKills() {
        survive(Integer.getInteger("gradus.crash.kills", 20));
    }

    private static void survive(int kills) {
        Map<String, String> database = TestPostgres.database();
        Ledger ledger = new Ledger();
        String token = null;
        for (int kill = 0; kill < kills; kill++) {
            try (RunningPlatform platform = RunningPlatform.start(database)) {
                token = token == null ? platform.adminToken() : token;
                try (Load load = Load.on(platform.uri(), token, CLIENTS, ledger)) {
                    load.awaitRounds(ThreadLocalRandom.current().nextInt(20, 200));
                    platform.process().destroyForcibly();
                    load.stop();
                }
            }
        }
        try (RunningPlatform platform = RunningPlatform.start(database)) {
            ledger.requireEverything(platform.uri(), String.valueOf(token));
        }
    }
}
