package dev.gradus.platform.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({"bytes=0-99,0,100", "bytes=990-,990,10", "bytes=-10,990,10", "bytes=-5000,0,1000", "bytes=5-5000,5,995"
    })
    void aRangeIsCutToWhatIsThere(String header, long from, long length) {
        assertThat(ByteRange.parse(header, 1000)).contains(new ByteRange(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0"})
    void aRangeBehindTheEndHasNoBytes(String header) {
        assertThat(ByteRange.parse(header, 1000).map(ByteRange::length)).contains(0L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=-", "bytes=5-2", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes=0-99999999999999999999"
            })
    void whatIsNoSingleRangeIsIgnored(String header) {
        assertThat(ByteRange.parse(header, 1000)).isEqualTo(Optional.empty());
    }

    @Test
    void itSaysWhichPartOfWhat() {
        assertThat(new ByteRange(10, 5).of(100)).isEqualTo("bytes 10-14/100");
    }
}
