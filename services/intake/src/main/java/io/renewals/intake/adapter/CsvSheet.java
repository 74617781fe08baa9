package io.renewals.intake.adapter;

import io.renewals.intake.domain.Checked;
import io.renewals.intake.domain.Reason;
import io.renewals.intake.domain.SheetCheck;
import io.renewals.intake.domain.SheetComparison.RefusedLine;
import io.renewals.intake.domain.SheetHeader;
import io.renewals.intake.domain.SheetLine;
import io.renewals.intake.domain.SheetRow;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a sheet: UTF-8 with or without a byte-order mark; comma, semicolon or tab, whichever the first line has most of; cells in
 * double quotes where they need it. A line is read, checked and let go before the next.
 *
 * @param rows accepted lines
 * @param refused lines that were not, with every reason
 */
public record CsvSheet(List<SheetRow> rows, List<RefusedLine> refused, List<String> ignoredColumns) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int HEADER_CHARS = 16_384;

    /** The file as a whole can't be read; the reasons say why. Nothing of it was taken. */
    public static final class Unreadable extends RuntimeException {
        private final transient List<Reason> reasons;

        Unreadable(List<Reason> reasons) {
            super(reasons.getFirst().field() + " " + reasons.getFirst().problem());
            this.reasons = reasons;
        }

        Unreadable(String problem, String advice) {
            this(List.of(new Reason("file", problem, advice)));
        }

        public List<Reason> reasons() {
            return reasons;
        }
    }

    /**
     * @param maxRows more make the file unreadable as a whole
     * @throws Unreadable where there is no header that names the required columns, or the bytes are no such file
     */
    public static CsvSheet read(byte[] bytes, SheetCheck check, LocalDate today, int maxRows) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (BufferedReader text =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), decoder), HEADER_CHARS)) {
            skipByteOrderMark(text);
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setDelimiter(delimiter(text))
                    .setIgnoreEmptyLines(false)
                    .get();
            try (CSVParser parser =
                    CSVParser.builder().setReader(text).setFormat(format).get()) {
                return read(parser, check, today, maxRows);
            }
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException | UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw notUtf8();
            }
            throw new Unreadable(
                    "is not well-formed CSV: " + e.getMessage(), "close every double quote, and export it again");
        }
    }

    private static CsvSheet read(CSVParser parser, SheetCheck check, LocalDate today, int maxRows) {
        Iterator<CSVRecord> records = parser.iterator();
        if (!records.hasNext()) {
            throw new Unreadable("is empty", "the first line names the columns");
        }
        SheetHeader header =
                switch (SheetHeader.read(records.next().toList())) {
                    case Checked.Accepted<SheetHeader> accepted -> accepted.value();
                    case Checked.Refused<SheetHeader> refused -> throw new Unreadable(refused.reasons());
                };
        SheetCheck.Sheet sheet = check.begin(header, today);
        List<SheetRow> rows = new ArrayList<>();
        List<RefusedLine> refused = new ArrayList<>();
        long before = parser.getCurrentLineNumber();
        while (records.hasNext()) {
            SheetLine line = new SheetLine((int) before + 1, records.next().toList());
            before = Math.max(parser.getCurrentLineNumber(), before + 1);
            sheet.row(line).ifPresent(checked -> {
                switch (checked) {
                    case Checked.Accepted<SheetRow> accepted -> rows.add(accepted.value());
                    case Checked.Refused<SheetRow> no ->
                        refused.add(new RefusedLine(line.number(), sheet.account(line), no.reasons(), line.content()));
                }
            });
            if (rows.size() + refused.size() > maxRows) {
                throw new Unreadable("has more than " + maxRows + " lines", "split it by tier or region");
            }
        }
        return new CsvSheet(rows, refused, header.ignored());
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    /** Spreadsheets of half the world write semicolons. */
    private static char delimiter(BufferedReader text) throws IOException {
        text.mark(HEADER_CHARS);
        char[] start = new char[HEADER_CHARS / 2];
        int length = Math.max(0, text.read(start));
        text.reset();
        String header = new String(start, 0, length).lines().findFirst().orElse("");
        return Arrays.asList(',', ';', '\t').stream()
                .max(Comparator.comparingLong((Character candidate) ->
                        header.chars().filter(c -> c == candidate).count()))
                .filter(candidate -> header.indexOf(candidate) >= 0)
                .orElse(',');
    }

    private static Unreadable notUtf8() {
        return new Unreadable("is not UTF-8 text", "export it as CSV in UTF-8; a spreadsheet file itself is no CSV");
    }
}
