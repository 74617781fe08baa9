package io.renewals.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.intake.adapter.CalendarEvents;
import io.renewals.intake.adapter.CalendarLines;
import io.renewals.intake.adapter.CsvSheet;
import io.renewals.intake.adapter.MailLibrary;
import io.renewals.intake.adapter.SignalLines;
import io.renewals.intake.domain.CalendarCheck;
import io.renewals.intake.domain.CalendarReading;
import io.renewals.intake.domain.Checked;
import io.renewals.intake.domain.KnownAccount;
import io.renewals.intake.domain.KnownBook;
import io.renewals.intake.domain.ReportCheck;
import io.renewals.intake.domain.SheetCheck;
import io.renewals.intake.domain.SheetRow;
import io.renewals.intake.domain.Signal;
import io.renewals.intake.domain.Terms;
import io.renewals.intake.domain.TermsDraft;
import io.renewals.rulebook.CycleStatus;
import io.renewals.rulebook.Decide;
import io.renewals.rulebook.Decision;
import io.renewals.rulebook.Evidence;
import io.renewals.rulebook.RenewalFacts;
import io.renewals.rulebook.Rulebook;
import io.renewals.rulebook.yaml.ReadResult;
import io.renewals.rulebook.yaml.RulebookYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample books tell the stories that their README promises, on the date they are written for. */
class SamplesTest {
    private static final LocalDate BUSINESS_DATE = LocalDate.of(2026, 12, 1);
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    @Test
    void acmesDozenGetsTheMovesOfTheReadme() {
        assertThat(moves("rulebook.yaml", "accounts.csv", "signals.jsonl")).containsAllEntriesOf(readme("acme"));
    }

    @Test
    void theReadmeNamesEveryAccountOfAcme() {
        assertThat(readme("acme").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        moves("rulebook.yaml", "accounts.csv", "signals.jsonl").keySet());
    }

    @Test
    void acmesBookHasFortyAccountsAndADozenOffers() {
        Map<String, String> moves = moves("rulebook.yaml", "accounts.csv", "signals.jsonl");

        assertThat(moves).hasSize(40);
        assertThat(moves.values().stream().filter(move -> move.contains(" to ")))
                .hasSize(12);
    }

    @Test
    void globexHasSixAccountsThreeOfThemWithAnOffer() {
        assertThat(moves("globex-rulebook.yaml", "globex-accounts.csv", "globex-signals.jsonl"))
                .isEqualTo(readme("globex"));
    }

    @Test
    void theCalendarProposesThreeRenewalsAndRefusesNothing() throws IOException {
        byte[] file = Files.readAllBytes(samples().resolve("calendar.ics"));
        KnownBook book = new KnownBook(
                sheet("accounts.csv").rows().stream().map(SamplesTest::known).toList());

        CalendarLines lines = CalendarLines.read(file, 100);
        CalendarEvents.Read events =
                new CalendarEvents(lines, rulebook("rulebook.yaml").zone(), BUSINESS_DATE).read();
        CalendarReading reading = new CalendarCheck(new MailLibrary())
                .read(events.events(), events.skipped(), lines.broken(), book, BUSINESS_DATE);

        assertThat(reading.refused()).isEmpty();
        assertThat(reading.moved())
                .extracting(moved -> moved.known().account() + " " + moved.day())
                .containsExactly("dunes-hotel 2027-05-11", "kiln-ceramics 2027-09-30", "mosaic-museum 2027-11-15");
        assertThat(reading.same()).containsExactly("lantern-theatre");
        assertThat(reading.other()).isEqualTo(1);
    }

    @Test
    void theSheetWithMistakesHasTwelveLinesRefusedAndFourAccepted() {
        CsvSheet sheet = sheet("accounts-with-mistakes.csv");

        assertThat(sheet.rows())
                .extracting(SheetRow::account)
                .containsExactly("bayside-studio", "harbor-clinic", "new-leaf", "formula");
        assertThat(sheet.refused()).hasSize(12);
        assertThat(sheet.ignoredColumns()).containsExactly("Region");
    }

    /** Account to move, such as {@code upgrade to business at 10%} or {@code not_yet}. */
    private static Map<String, String> moves(String rulebookFile, String sheetFile, String signalsFile) {
        Rulebook rulebook = rulebook(rulebookFile);
        CsvSheet sheet = sheet(sheetFile);
        assertThat(sheet.refused()).isEmpty();
        Map<String, List<Evidence>> evidence = evidence(signalsFile);
        Map<String, String> moves = new TreeMap<>();
        for (SheetRow row : sheet.rows()) {
            List<Evidence> own =
                    Optional.ofNullable(evidence.remove(row.account())).orElse(List.of());
            moves.put(row.account(), move(Decide.decide(facts(rulebook, row, own), rulebook, BUSINESS_DATE)));
        }
        assertThat(evidence).as("signals of accounts that are not in the sheet").isEmpty();
        return moves;
    }

    private static Rulebook rulebook(String file) {
        return switch (RulebookYaml.read(read(file))) {
            case ReadResult.Parsed parsed -> parsed.rulebook();
            case ReadResult.Refused refused -> throw new AssertionError(refused.problems());
        };
    }

    private static KnownAccount known(SheetRow row) {
        Terms terms = row.terms();
        TermsDraft draft = new TermsDraft(
                terms.accountName(),
                terms.plan(),
                terms.tier().orElse(null),
                terms.quantity(),
                terms.unitPrice(),
                terms.currency(),
                terms.billingPeriod().name(),
                terms.termMonths(),
                terms.contractStart().orElse(null),
                terms.renewalDate(),
                terms.noticePeriodDays().orElse(null),
                terms.autoRenew(),
                terms.contactName().orElse(null),
                terms.contactEmail(),
                terms.ownerEmail().orElse(null));
        return new KnownAccount(row.account(), terms.accountName(), 1, draft, false);
    }

    private static String move(Decision decision) {
        return switch (decision) {
            case Decision.Offer offer -> offer.play().key() + " to " + offer.planId() + " at " + offer.discount();
            case Decision.NoOffer none -> none.code().name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static CsvSheet sheet(String file) {
        try {
            return CsvSheet.read(
                    Files.readAllBytes(samples().resolve(file)),
                    new SheetCheck(new MailLibrary()),
                    LocalDate.of(2026, 11, 21),
                    1_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<Evidence>> evidence(String file) {
        ReportCheck check = new ReportCheck(new MailLibrary(), Duration.ZERO);
        Map<String, List<Evidence>> evidence = new HashMap<>();
        for (SignalLines.Line line : SignalLines.read(read(file), check, NOW)) {
            assertThat(line.checked()).as("line " + line.number()).isInstanceOf(Checked.Accepted.class);
            Signal signal = ((Checked.Accepted<Signal>) line.checked()).value();
            List<Evidence> own = evidence.computeIfAbsent(line.account(), account -> new ArrayList<>());
            assertThat(own).extracting(Evidence::sourceId).doesNotContain(signal.sourceId());
            own.add(new Evidence(
                    signal.sourceId(),
                    signal.metric().kind(),
                    signal.metric().key(),
                    signal.value().orElse(null),
                    signal.text().orElse(null),
                    signal.observedAt()));
        }
        return evidence;
    }

    private static RenewalFacts facts(Rulebook rulebook, SheetRow row, List<Evidence> evidence) {
        var terms = row.terms();
        return new RenewalFacts(
                rulebook.tenant(),
                row.account(),
                terms.accountName(),
                terms.plan(),
                terms.tier().orElseThrow(),
                terms.quantity(),
                terms.billingPeriod(),
                terms.unitPrice(),
                Currency.getInstance(terms.currency()),
                terms.renewalDate(),
                terms.noticePeriodDays().map(OptionalInt::of).orElse(OptionalInt.empty()),
                terms.autoRenew(),
                terms.ownerEmail(),
                List.of(),
                Optional.empty(),
                CycleStatus.NONE,
                Optional.empty(),
                evidence);
    }

    /** Rows of the README's tables: {@code | `account` | `move` | … |} under the tenant's heading. */
    private static Map<String, String> readme(String tenant) {
        Map<String, String> moves = new TreeMap<>();
        boolean inside = false;
        for (String line : read("README.md").lines().toList()) {
            if (line.startsWith("## ")) {
                inside = line.toLowerCase(java.util.Locale.ROOT).contains(tenant);
            }
            String[] cells = line.split("\\|");
            if (inside && cells.length > 3 && cells[1].strip().startsWith("`")) {
                moves.put(cells[1].strip().replace("`", ""), cells[2].strip().replace("`", ""));
            }
        }
        return moves;
    }

    private static String read(String file) {
        try {
            return Files.readString(samples().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path samples() {
        return Path.of("..", "..", "samples");
    }
}
