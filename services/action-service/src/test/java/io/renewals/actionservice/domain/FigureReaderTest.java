package io.renewals.actionservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.actionservice.domain.FigureReader.Figure;
import io.renewals.actionservice.domain.FigureReader.Kind;
import org.junit.jupiter.api.Test;

class FigureReaderTest {
    @Test
    void aLongRunOfSmallWordsIsReadToItsEnd() {
        String text = "a and ".repeat(3_000) + "twenty percent";

        assertThat(FigureReader.read(text, "USD")).extracting(Figure::kind).containsExactly(Kind.IN_WORDS);
    }

    @Test
    void wideGapsHideNoFigureInWords() {
        String text = "twenty" + " ".repeat(500) + "five" + "\n".repeat(500) + "percent";

        assertThat(FigureReader.read(text, "USD")).extracting(Figure::kind).containsExactly(Kind.IN_WORDS);
    }
}
