package dev.gradus.kit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneTableTest {

    private static final String HEADER = "\"LocationID\",\"Borough\",\"Zone\",\"service_zone\"\n";

    @TempDir
    Path folder;

    @Test
    void theTablesBoroughsSurviveTheModelsMetadata() throws IOException {
        ZoneTable zones = table("74,\"Manhattan\",\"East Harlem North\",\"Boro Zone\"\n265,N/A,Outside of NYC,N/A\n");

        ZoneTable read = ZoneTable.of(zones.json());

        for (ZoneTable table : new ZoneTable[] {zones, read}) {
            assertThat(table.borough(74)).isEqualTo("Manhattan");
            assertThat(table.borough(265)).isEqualTo("Unknown");
            assertThat(table.borough(1)).isEqualTo("Unknown");
            assertThat(table.boroughs()).containsExactly("Manhattan", "Unknown");
        }
    }

    @Test
    void somethingElseIsRefused() {
        assertThatThrownBy(() -> table("266,\"Atlantis\",\"x\",\"y\"\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("266");
        assertThatThrownBy(() -> ZoneTable.read(folder.resolve("none.csv"))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> ZoneTable.of(JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(BadInput.class);
    }

    private ZoneTable table(String lines) throws IOException {
        return ZoneTable.read(Files.writeString(folder.resolve("zones.csv"), HEADER + lines));
    }
}
