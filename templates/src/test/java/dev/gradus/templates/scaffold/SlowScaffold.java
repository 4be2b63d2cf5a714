package dev.gradus.templates.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.templates.Stage;
import dev.gradus.templates.TestPacks;
import dev.gradus.templates.render.Renderer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that scaffolds into its first argument, and is slow from the file on that its second one counts. */
final class SlowScaffold {
    private SlowScaffold() {}

    public static void main(String[] arguments) {
        AtomicInteger left = new AtomicInteger(Integer.parseInt(arguments[1]));
        Disk slow = (path, bytes) -> {
            int before = left.getAndDecrement();
            if (before == 0) {
                System.out.print('!');
                System.out.flush();
            }
            if (before <= 0 && arguments.length > 2) {
                dawdle();
            }
            Disk.REAL.write(path, bytes);
        };
        Scaffold.of(new Renderer().render(TestPacks.small(), Stage.ADHOC, Map.of("name", "rides")))
                .on(slow)
                .into(Path.of(arguments[0]));
    }

    private static void dawdle() {
        try {
            assertThat(new CountDownLatch(1).await(500, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
