package io.renewals.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSamplesTest {
    @ParameterizedTest
    @ValueSource(strings = {"rulebook.yaml", "globex-rulebook.yaml"})
    void aDemoPingsAtAnyHourAndTheRestOfTheRulebookStays(String file) throws IOException {
        String rulebook = Files.readString(Repository.root().resolve("samples").resolve(file));

        String open = LoadSamples.withoutQuietHours(rulebook);

        assertThat(open)
                .contains("from: \"00:00\"", "sunday")
                .doesNotContain("18:00")
                .contains("\nplans:", "\nvoice:");
        assertThat(open.lines().filter(line -> line.startsWith("quiet_hours")).count())
                .isEqualTo(1);
    }
}
