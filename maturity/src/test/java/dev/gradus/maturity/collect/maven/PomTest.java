package dev.gradus.maturity.collect.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.maturity.collect.PlannedTree;
import dev.gradus.maturity.collect.read.TreeText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PomTest {

    @Test
    void anExecutionInTheManagementOfPluginsCanBeStartedToo() {
        String pom = """
                <project><build><pluginManagement><plugins><plugin>
                  <artifactId>exec-maven-plugin</artifactId>
                  <executions><execution>
                    <id>train</id>
                    <configuration><mainClass>com.example.Train</mainClass></configuration>
                  </execution></executions>
                </plugin></plugins></pluginManagement></build></project>
                """;

        Poms poms = new Poms(new TreeText(PlannedTree.ofText(Map.of("pom.xml", pom))));

        assertThat(poms.at("pom.xml").orElseThrow().executions())
                .containsExactly(new Pom.Execution("train", List.of("com.example.Train"), 3));
    }
}
