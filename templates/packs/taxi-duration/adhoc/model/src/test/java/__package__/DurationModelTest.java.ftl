package [=package];

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;

class DurationModelTest {

    private static final int STEPS = 400;

    @Test
    void theLearningRateRisesThenFallsToZero() {
        ISchedule schedule = new DurationModel.WarmCosine(0.002, 100, STEPS);

        assertEquals(0.00002, schedule.valueAt(0, 0), 1e-12);
        assertEquals(0.002, schedule.valueAt(99, 0), 1e-12);
        assertEquals(0.001, schedule.valueAt(250, 0), 1e-12);
        assertEquals(0, schedule.valueAt(STEPS, 0), 1e-12);
        for (int step = 101; step <= STEPS; step++) {
            assertTrue(schedule.valueAt(step, 0) <= schedule.valueAt(step - 1, 0));
        }
    }

    @Test
    void theLearningRateSurvivesSavingAndLoading() {
        ComputationGraphConfiguration saved = DurationModel.configuration(1, 3, STEPS);

        ComputationGraph loaded = new ComputationGraph(ComputationGraphConfiguration.fromJson(saved.toJson()));
        loaded.init();

        DenseLayer layer = (DenseLayer) loaded.getLayer("dense0").conf().getLayer();
        ISchedule schedule = ((Adam) layer.getIUpdater()).getLearningRateSchedule();
        assertInstanceOf(DurationModel.WarmCosine.class, schedule);
        assertEquals(
                new DurationModel.WarmCosine(DurationModel.RATE, 41, STEPS).valueAt(321, 0),
                schedule.valueAt(321, 0));
    }

    @Test
    void theLibrariesStaySmall() {
        // Deeplearning4j as it comes brings 900 MB for all platforms; the pom leaves out what is not used.
        assertTrue(megabytes("org/deeplearning4j", "org/nd4j", "org/bytedeco") < 200);
        assertTrue(megabytes("") < 320);
    }

    private static double megabytes(String... groups) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> path.replace('\\', '/'))
                .filter(path -> path.endsWith(".jar") && Arrays.stream(groups).anyMatch(path::contains))
                .mapToLong(path -> new File(path).length())
                .sum() / 1e6;
    }
}
