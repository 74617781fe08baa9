package io.renewals.intake.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.intake.domain.SheetCheck;
import io.renewals.intake.domain.SheetComparison;
import io.renewals.intake.domain.SheetRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

class SheetProperties {
    private static final LocalDate TODAY = LocalDate.of(2026, 12, 1);
    private static final List<String> COLUMNS = List.of(
            "account",
            "name",
            "plan",
            "tier",
            "quantity",
            "unit_price",
            "currency",
            "billing_period",
            "term_months",
            "contract_start",
            "renewal_date",
            "notice_period_days",
            "auto_renew",
            "contact_name",
            "contact_email",
            "owner_email",
            "usage_percent");

    /** What was normalised once stays as it is: written out and read again, no line is changed. */
    @Property(tries = 300)
    void acceptedLinesRoundTrip(@ForAll("lines") Map<String, String> cells) {
        CsvSheet first = read(List.of(cells));
        assertThat(first.refused()).isEmpty();
        SheetRow row = first.rows().getFirst();
        Map<String, String> written = row.fields();
        written.put("account", row.account());

        CsvSheet second = read(List.of(written));

        assertThat(second.refused()).isEmpty();
        assertThat(SheetComparison.of(
                                second.rows(),
                                List.of(),
                                Map.of(row.account(), new SheetComparison.Known(row.fields(), true)),
                                List.of())
                        .unchanged())
                .hasSize(1);
    }

    /** Whatever a cell holds, the line is accepted or refused with reasons; nothing is thrown. */
    @Property(tries = 500)
    void anyCellIsAnswered(@ForAll("cells") List<String> cells) {
        Map<String, String> line = new java.util.LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            line.put(COLUMNS.get(i), cells.get(i));
        }

        CsvSheet sheet = read(List.of(line));

        assertThat(sheet.refused())
                .allSatisfy(refused -> assertThat(refused.reasons()).isNotEmpty());
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.strings()
                .excludeChars('\uD800')
                .ofMaxLength(30)
                .list()
                .ofSize(COLUMNS.size());
    }

    @Provide
    Arbitrary<Map<String, String>> lines() {
        Arbitrary<String> name = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars(" ,;\"'=+-@é\u0301ßあ")
                .ofMinLength(1)
                .ofMaxLength(40)
                .filter(text -> !text.isBlank());
        Arbitrary<String> id =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
        Arbitrary<String> price = Arbitraries.bigDecimals()
                .between(new java.math.BigDecimal("0.0001"), new java.math.BigDecimal("99999"))
                .ofScale(4)
                .map(java.math.BigDecimal::toPlainString);
        Arbitrary<String> period = Arbitraries.of("monthly", "Quarterly", "ANNUAL", "year");
        Arbitrary<Integer> days = Arbitraries.integers().between(-700, 4_000);
        return Combinators.combine(
                        name, id, price, period, days, Arbitraries.integers().between(1, 120))
                .as((who, key, amount, billed, ahead, months) -> Map.ofEntries(
                        Map.entry("account", " " + key + " "),
                        Map.entry("name", who),
                        Map.entry("plan", key),
                        Map.entry("quantity", String.valueOf(months)),
                        Map.entry("unit_price", amount),
                        Map.entry("currency", "eur"),
                        Map.entry("billing_period", billed),
                        Map.entry("term_months", String.valueOf(months)),
                        Map.entry("renewal_date", TODAY.plusDays(ahead).toString()),
                        Map.entry("auto_renew", months % 2 == 0 ? "Yes" : ""),
                        Map.entry("contact_name", who),
                        Map.entry("contact_email", key + "@EXAMPLE.com"),
                        Map.entry("usage_percent", String.valueOf(months))));
    }

    private static CsvSheet read(List<Map<String, String>> lines) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(COLUMNS);
            for (Map<String, String> line : lines) {
                printer.printRecord(COLUMNS.stream()
                        .map(column -> line.getOrDefault(column, ""))
                        .collect(Collectors.toList()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CsvSheet.read(
                text.toString().getBytes(StandardCharsets.UTF_8), new SheetCheck(new MailLibrary()), TODAY, 10);
    }
}
