package io.renewals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renewals.cli.FakeServices.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each command against the answers its service gives. */
class CommandsTest {
    private static final String SHEET = "/api/import?dryRun=true&name=book.csv";

    @TempDir
    Path folder;

    private FakeServices services;

    @BeforeEach
    void start() throws Exception {
        services = new FakeServices();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void aDryRunShowsEachRowsChangeAndEndsInRefusedWhereARowIs() throws Exception {
        services.answer(
                "POST " + SHEET,
                200,
                """
                {"base":3,"version":null,"alreadyApplied":false,
                 "counts":{"rows":4,"added":1,"changed":1,"unchanged":1,"refused":1,"missing":0},
                 "added":[{"line":2,"account":"bayside","name":"Bayside Studio"}],
                 "changed":[{"line":3,"account":"harbor","name":"Harbor","fields":[{"column":"quantity","before":"12","after":"15"}]}],
                 "refused":[{"line":5,"account":"x","reasons":[{"field":"currency","problem":"is XX","advice":"use ISO 4217"}]}],
                 "missing":[],"ignoredColumns":["colour"]}""");

        Ran ran = services.rn("import", "--dry-run", file("book.csv", "account\nbayside\n"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("   2  added    bayside  Bayside Studio", "quantity: 12 → 15")
                .contains("currency  is XX    use ISO 4217")
                .contains("nothing was applied: 1 added, 1 changed, 1 unchanged, 1 refused, 0 missing", "'colour'");
        assertThat(services.asked.getFirst().contentType()).isEqualTo("text/csv");
        assertThat(services.asked.getFirst().requestedWith()).isEqualTo("rn");
        assertThat(services.asked.getFirst().body()).contains("bayside");
    }

    @Test
    void signalsGoLineByLine() throws Exception {
        services.answer("POST /api/import/signals", 200, "{\"lines\":2,\"accepted\":2,\"known\":0,\"refused\":[]}");

        Ran ran = services.rn("import", file("signals.jsonl", "{}\n{}\n"));

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("2 lines: 2 accepted, 0 known before, 0 refused");
        assertThat(services.rn("import", "--dry-run", file("signals.jsonl", "{}"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aCalendarSaysWhatItProposes() throws Exception {
        services.answer(
                "POST /api/import/calendar?name=renewals.ics",
                200,
                """
                {"dryRun":false,"events":4,"proposed":1,"withdrawn":1,"past":0,"ignored":1,"unchanged":["quill"],
                 "moved":[{"line":4,"account":"bayside","name":"Bayside","known":"2027-01-11","proposed":"2027-02-01",
                   "proposalId":"p1"},{"line":9,"account":"kiln","name":"Kiln","known":"2027-01-11",
                   "proposed":"2027-03-01","proposalId":null,"earlierProposalId":"p0"}],
                 "refused":[{"line":20,"account":"-","where":"event 'Lunch'",
                   "reasons":[{"field":"SUMMARY","problem":"is no account's name","advice":"add a line"}]}]}""");

        Ran ran = services.rn("import", file("renewals.ics", "BEGIN:VCALENDAR"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .contains("bayside", "2027-01-11", "2027-02-01", "p1", "before: p0", "is no account's name")
                .contains("4 events: 1 proposed, 1 taken back, 1 unchanged, 0 past, 1 no renewals, 1 refused");
        assertThat(services.asked.getFirst().contentType()).isEqualTo("text/calendar");
        assertThat(services.rn("import", "--base", "1", file("renewals.ics", ""))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aProposalIsAcceptedExactlyAsItIsShown() {
        String proposal =
                """
                {"id":"p1","account":"bayside","accountName":"Bayside Studio","lane":"CALENDAR","confidence":0.9000,
                 "proposedAt":"2026-11-27T09:00:00Z","status":"%s","sha256":"abc","owner":{"name":"Maria","email":"m@x"},
                 "changes":[{"field":"renewalDate","label":"Renews on","before":"2027-01-11","after":"2027-02-01"}]}""";
        services.answer(
                        "GET /api/proposals?size=500",
                        200,
                        "{\"proposals\":[" + proposal.formatted("open") + "],\"next\":null}")
                .answer("GET /api/proposals/p1", 200, proposal.formatted("open"))
                .answer("POST /api/proposals/p1/accept", 200, proposal.formatted("accepted"));

        Ran listed = services.rn("proposals");
        Ran shown = services.rn("proposals", "accept", "p1");
        assertThat(services.asked).noneMatch(asked -> asked.line().startsWith("POST"));
        Ran accepted = services.rn("proposals", "accept", "p1", "--sha256", "abc");

        assertThat(listed.out()).contains("Renews on: 2027-01-11 → 2027-02-01", "90%", "3 h", "Maria", "p1");
        assertThat(shown.code()).isEqualTo(1);
        assertThat(shown.out()).isEqualTo("Bayside Studio, Renews on: 2027-01-11 → 2027-02-01\n");
        assertThat(shown.err()).contains("Nothing was accepted", "rn proposals accept p1 --sha256 abc");
        assertThat(accepted.out()).isEqualTo("Accepted: Bayside Studio, Renews on: 2027-01-11 → 2027-02-01\n");
        assertThat(services.asked.getLast().body()).isEqualTo("{\"sha256\":\"abc\"}");
    }

    @Test
    void whatHasChangedSinceItWasShownIsNotAccepted() {
        services.answer("GET /api/proposals/p1", 200, "{\"sha256\":\"of-what-it-is-now\",\"changes\":[]}")
                .answer(
                        "POST /api/proposals/p1/accept",
                        409,
                        "{\"title\":\"Other changes\",\"detail\":\"look again\"}");

        Ran ran = services.rn("proposals", "accept", "p1", "--sha256", "of-what-was-shown");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("look again");
        assertThat(services.asked)
                .extracting(FakeServices.Asked::body)
                .containsExactly("{\"sha256\":\"of-what-was-shown\"}");
    }

    @Test
    void aProposalIsRefusedWithAReason() {
        services.answer("POST /api/proposals/p1/refuse", 200, "{\"accountName\":\"Bayside Studio\",\"changes\":[]}");

        Ran ran = services.rn("proposals", "refuse", "p1", "--reason", "they signed for three years");

        assertThat(ran.code()).isZero();
        assertThat(services.asked.getLast().body()).isEqualTo("{\"reason\":\"they signed for three years\"}");
        assertThat(services.rn("proposals", "refuse", "p1").code()).isEqualTo(2);
    }

    @Test
    void aScanIsFollowedToItsEnd() {
        String scan = "{\"id\":\"s1\",\"businessDate\":\"2026-11-27\",\"status\":\"%s\",\"seen\":%d,\"due\":%d}";
        services.answer("POST /api/scans", 202, scan.formatted("RUNNING", 0, 0))
                .answer("GET /api/scans/s1", 200, scan.formatted("RUNNING", 20, 4))
                .answer("GET /api/scans/s1", 200, scan.formatted("DONE", 40, 12));

        Ran ran = services.rn("scan", "--date", "2026-11-27");

        assertThat(ran.code()).isZero();
        assertThat(services.asked.getFirst().body()).isEqualTo("{\"businessDate\":\"2026-11-27\"}");
        assertThat(ran.err()).contains("20 seen, 4 due");
        assertThat(ran.out()).isEqualTo("Scan s1 for 2026-11-27 is done: 40 seen, 12 due, 0 missed, 0 lapsed\n");
    }

    @Test
    void aScanThatDoesNotEndInTimeSaysThatItGoesOn() {
        services.answer("POST /api/scans", 202, "{\"id\":\"s1\",\"status\":\"RUNNING\"}");

        Ran ran = services.rn("scan", "--timeout", "0");

        assertThat(ran.code()).isEqualTo(4);
        assertThat(ran.err()).contains("still runs after 0 s", "--timeout");
    }

    @Test
    void theQueueComesInAllItsPages() {
        String page =
                "{\"cards\":[{\"offerId\":\"o%d\",\"accountName\":\"A%d\",\"status\":\"queued\",\"noticeDeadline\":\"2026-12-12\","
                        + "\"discountPercent\":8.50,\"proposedArr\":14112.0000,\"currency\":\"USD\"}],\"counts\":{\"queued\":2},\"next\":%s}";
        services.answer("GET /api/queue?size=500", 200, page.formatted(1, 1, "\"k 1\""))
                .answer("GET /api/queue?after=k+1&size=500", 200, page.formatted(2, 2, "null"));

        Ran ran = services.rn("queue");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("8.5%", "14112.00 USD", "o1", "o2", "queued 2");
    }

    @Test
    void undoNamesWhatTheCardIsNow() {
        services.answer(
                "POST /api/cards/o1/undo",
                200,
                "{\"sequence\":2,\"card\":{\"accountName\":\"Bayside\",\"status\":\"queued\"}}");

        Ran ran = services.rn("undo", "o1");

        assertThat(ran.out()).isEqualTo("Undone: Bayside is queued again.\n");
        assertThat(services.asked.getFirst().body()).isEqualTo("{}");
    }

    @Test
    void undoOfASentMailSaysThatItCannotBeRecalled() {
        services.answer(
                "POST /api/cards/o2/undo",
                200,
                "{\"sequence\":3,\"card\":{\"accountName\":\"Bayside\",\"status\":\"stale\"}}");

        assertThat(services.rn("undo", "o2").out())
                .isEqualTo("Undone: the mail to Bayside can't be recalled; a follow-up comes as a new draft.\n");
    }

    @Test
    void aRulebooksFlawsComeWithLineAndColumn() throws Exception {
        services.answer(
                "POST /api/rulebook?check=true",
                422,
                """
                {"type":"urn:renewals:rulebook-refused","title":"This can't be accepted","status":422,"detail":"The rulebook has 1 problem.",
                 "errors":[{"field":"/plans/0/floor","problem":"is above the price","advice":"lower it","line":12,"column":7}]}""");

        Ran ran = services.rn("rulebook", "check", file("rules.yaml", "plans: []"));

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("12:7 /plans/0/floor: is above the price (lower it)");
        assertThat(services.asked.getFirst().contentType()).isEqualTo("application/yaml");
    }

    @Test
    void aRulebookIsPutShownAndListed() throws Exception {
        String version =
                "{\"version\":2,\"sha256\":\"ab\",\"publishedBy\":\"ada\",\"publishedAt\":\"2026-11-27T06:00:00Z\"}";
        services.answer("POST /api/rulebook?comment=cap+down", 201, "{\"published\":true,\"version\":" + version + "}")
                .answer("GET /api/rulebook", 200, "{\"inForce\":2,\"versions\":[" + version + "]}")
                .answer("GET /api/rulebook/2", 200, "{\"version\":" + version + ",\"yaml\":\"currency: USD\\n\"}");

        assertThat(services.rn("rulebook", "put", "--comment", "cap down", file("r.yaml", "x"))
                        .out())
                .isEqualTo("Version 2 is in force.\n");
        assertThat(services.rn("rulebook", "show").out()).isEqualTo("currency: USD\n");
        assertThat(services.rn("rulebook", "versions").out()).contains("2  yes       2026-11-27 06:00Z  ada");
    }

    @Test
    void deadLettersAreListedAndReplayedOldestFirst() {
        services.answer(
                        "GET /api/dead",
                        200,
                        """
                        {"letters":[{"id":"new","account":"a","service":"registry","topic":"offer.decided","reason":"bad\\u001b[31m","at":"2026-11-27T06:00:00Z"},
                        {"id":"old","account":"b","service":"intake","topic":"terms.reported","reason":"worse","at":"2026-11-26T06:00:00Z"}],
                        "next":null,"unassigned":[]}""")
                .answer("POST /api/dead/old/replay", 200, "{\"id\":\"old\"}")
                .answer("POST /api/dead/new/replay", 409, "{\"title\":\"changed\",\"detail\":\"Already replayed\"}");

        assertThat(services.rn("dead", "list").out())
                .contains("offer.decided", "worse")
                .doesNotContain("\u001b");
        Ran replay = services.rn("dead", "replay", "--all");

        assertThat(replay.code()).isEqualTo(1);
        assertThat(replay.out()).isEqualTo("1 replayed, 1 refused\n");
        assertThat(services.asked.get(2).line()).isEqualTo("POST /api/dead/old/replay");
        assertThat(services.rn("dead", "replay").code()).isEqualTo(2);
        assertThat(services.rn("dead", "replay", "old", "--all").code()).isEqualTo(2);
    }

    @Test
    void aDifferenceIsCodeFiveAndUnreadCardsAreCodeFour() {
        services.answer(
                        "POST /api/reconcile",
                        200,
                        "{\"compared\":12,\"overdue\":1,\"failure\":null,\"differences\":[{\"account\":\"bayside\",\"offerId\":\"o1\","
                                + "\"found\":\"the card is HELD\",\"firstSeen\":\"2026-11-27T06:00:00Z\"}]}")
                .answer("POST /api/reconcile", 200, "{\"compared\":0,\"failure\":\"refused\",\"differences\":[]}");

        Ran found = services.rn("reconcile");

        assertThat(found.code()).isEqualTo(5);
        assertThat(found.out()).contains("2026-11-27 06:00Z  bayside  the card is HELD  o1", "1 for more than 15");
        assertThat(services.rn("reconcile").code()).isEqualTo(4);
    }

    @Test
    void accountsAndStatesSayForHowLong() {
        services.answer(
                        "GET /api/accounts?limit=500&state=missed",
                        200,
                        "{\"accounts\":[{\"account\":\"bayside\",\"name\":\"Bayside\",\"state\":\"MISSED\","
                                + "\"stateSince\":\"2026-11-24T12:00:00Z\"}],\"next\":null}")
                .answer(
                        "GET /api/accounts/summary",
                        200,
                        "{\"states\":[{\"state\":\"NO_OFFER\",\"accounts\":3,\"oldestSince\":\"2026-11-27T09:00:00Z\","
                                + "\"limitSeconds\":93600,\"overdue\":1}]}");

        assertThat(services.rn("accounts", "--state", "missed").out()).contains("missed  3 d");
        assertThat(services.rn("states").out()).contains("no-offer", "3 h", "26 h", "3 accounts, 1 in their state");
    }

    @Test
    void tablesFitTheTerminalAndAreWholeInAPipe() {
        String name = "A name that is a good deal longer than the terminal is wide, and then some more of it";
        services.answer(
                "GET /api/accounts?limit=500",
                200,
                "{\"accounts\":[{\"account\":\"a\",\"name\":\"" + name + "\",\"state\":\"WATCHING\"}]}");

        Map<String, String> narrow = Map.of("RN_URL", services.url(), "RN_COLUMNS", "80");
        assertThat(FakeServices.rn(narrow, "accounts").out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(services.rn("accounts").out()).contains(name);
    }

    @Test
    void quietLeavesTheRows() {
        services.answer(
                "GET /api/accounts?limit=500", 200, "{\"accounts\":[{\"account\":\"a\",\"state\":\"WATCHING\"}]}");

        assertThat(services.rn("accounts", "-q").out().lines()).hasSize(1);
    }

    private String file(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
