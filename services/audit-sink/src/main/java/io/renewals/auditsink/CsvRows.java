package io.renewals.auditsink;

import io.renewals.schemas.audit.ChainHash;
import io.renewals.schemas.audit.Fact;
import io.renewals.schemas.audit.Sealed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Entries as a sheet: RFC 4180, UTF-8, nothing that a spreadsheet program would run. */
final class CsvRows implements AutoCloseable {
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final CSVPrinter printer;

    CsvRows(Appendable out) throws IOException {
        printer = CSVFormat.RFC4180
                .builder()
                .setHeader(
                        "sequence",
                        "occurred_at",
                        "recorded_at",
                        "account",
                        "offer_id",
                        "topic",
                        "what",
                        "who",
                        "details",
                        "evidence",
                        "event_id",
                        "source",
                        "decoded",
                        "hash",
                        "body")
                .get()
                .print(out);
    }

    void print(Sealed entry) throws IOException {
        Fact fact = entry.fact();
        Story story = Story.of(entry);
        for (String cell : List.of(
                Long.toString(entry.sequence()),
                ChainHash.text(fact.occurredAt()),
                ChainHash.text(entry.recordedAt()),
                fact.account(),
                Optional.ofNullable(fact.offerId()).orElse(""),
                fact.topic(),
                story.what(),
                story.who(),
                story.details(),
                String.join(" ", story.evidence()),
                fact.eventId(),
                fact.source(),
                Boolean.toString(fact.decoded()),
                entry.hash(),
                entry.content().map(content -> content.body()).orElse("(erased)"))) {
            printer.print(harmless(cell));
        }
        printer.println();
    }

    /** A cell that a spreadsheet would take for a formula becomes text by the apostrophe in front. */
    static String harmless(String cell) {
        return !cell.isEmpty() && STARTS_A_FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
