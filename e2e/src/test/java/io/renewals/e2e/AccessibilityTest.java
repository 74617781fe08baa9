package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.renewals.e2e.product.Axe;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Drafts;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page by axe-core: contrast in both colour schemes, labels, landmarks, the order of headings. */
class AccessibilityTest extends PageTest {
    private static final String OPEN_ALL_FOLDS =
            "() => document.querySelectorAll('details').forEach(fold => fold.open = true)";

    private static Card card;
    private static Card asked;
    private static Card snoozed;
    private static Card held;
    private static Card expired;
    private static String proposal;
    private static String digest;
    private static String link;

    @BeforeAll
    static void givenCardsInEveryState() {
        books.withSamples();
        Customer over = Customer.ofAcme("accessible-held").renewsOn(Books.DAY.plusDays(70));
        Customer late = Customer.ofAcme("accessible-late").renewsOn(Books.DAY.plusDays(70));
        books.report(over, late);
        List<Card> cards = books.cards(
                Customer.ofAcme("accessible"),
                Customer.ofAcme("accessible-asked"),
                Customer.ofAcme("accessible-snoozed"),
                Customer.ofAcme("accessible-link").ownedBy("tom@acme.example"));
        card = cards.getFirst();
        asked = cards.get(1);
        asked.askException(User.MARIA, "20", "They stay for three years").must(200);
        snoozed = cards.get(2);
        snoozed.snooze(User.MARIA, Books.DAY.plusDays(3)).must(200);
        proposal = books.proposal(User.ADA, "accessible", Books.DAY.plusDays(200));
        digest = product.as(User.ADA)
                .post(
                        "/api/digest",
                        Map.of(
                                "kind",
                                "weekly",
                                "date",
                                LocalDate.now(ZoneOffset.UTC).minusDays(2).toString()))
                .must(201)
                .json()
                .path("period")
                .asText();
        link = product.mailbox().awaitLink(User.TOM.email(), "Accessible Link");
        books.awaitState(over, "NO_OFFER");
        books.awaitState(late, "NO_OFFER");
        Drafts drafts = new Drafts(books, card);
        held = drafts.overTheCap(over);
        expired = drafts.leftUntilAfter(LocalDate.now(ZoneOffset.UTC).minusDays(2), late);
        expired.awaitStatus("expired");
    }

    @Override
    protected Set<Integer> refusals() {
        return Set.of(404, 422);
    }

    @Test
    void everyPageCanBeReadAndUsed() {
        Page page = browser.opened(User.ADA, "/queue");
        Map<String, Integer> paths = new LinkedHashMap<>();
        for (String path : List.of(
                "/queue",
                "/queue?q=nobody-of-that-name",
                "/queue?status=all&q=accessible",
                card.path(),
                asked.path(),
                snoozed.path(),
                held.path(),
                expired.path(),
                "/accounts?q=accessible",
                "/accounts/accessible",
                "/proposals",
                "/proposals/" + proposal,
                "/scans",
                "/digest",
                "/digest/" + digest,
                "/digest/" + digest + "/in-motion",
                "/attention",
                "/settings",
                "/rulebook",
                "/rulebook/1",
                "/import",
                "/rejected",
                "/audit",
                "/audit/offers/" + card.offerId(),
                "/audit/chain",
                "/mailbox",
                "/sign-out",
                link)) {
            paths.put(path, 200);
        }
        paths.put("/cards/no-such-card", 404);
        paths.put("/links/forged", 404);

        assertThat(faults(page, paths)).isEmpty();
    }

    @Test
    void whatAFileWouldDoCanBeReadAndUsed() {
        Page page = browser.opened(User.ADA, "/import");
        page.locator("form[action='/import/check'] input[type=file]")
                .setInputFiles(Path.of("..", "samples", "accounts-with-mistakes.csv"));
        page.locator("form[action='/import/check'] button").click();

        assertThat(page.locator("h1")).containsText("would do");
        assertThat(faults(page)).isEmpty();
    }

    @Test
    void aPhonesPagesCanBeReadAndUsed() {
        Page page = browser.opened(User.ADA, "/queue", 390, 844);
        Map<String, Integer> paths = new LinkedHashMap<>();
        for (String path :
                List.of("/queue?q=accessible", card.path(), "/accounts/accessible", "/audit?account=accessible")) {
            paths.put(path, 200);
        }

        assertThat(faults(page, paths)).isEmpty();
    }

    @Test
    void whoIsNotSignedInCanSignIn() {
        Page page = browser.window(1280, 900);

        assertThat(faults(page, Map.of("/sign-in", 200, "/sign-in?failed=1", 200, "/sign-out", 200)))
                .isEmpty();
    }

    @Test
    void aRefusedFieldSaysSoToEverybody() {
        Page page = opened(User.MARIA, card);
        fold(page, "Edit");
        page.locator("#discount").fill("40");
        page.locator("form[action$=edit] button").click();

        assertThat(page.locator("#discount").getAttribute("aria-invalid")).isEqualTo("true");
        String words = page.locator("#discount").getAttribute("aria-describedby");
        assertThat(page.locator("#" + words).textContent()).contains("15% cap");
        assertThat(faults(page)).isEmpty();
    }

    /** @param paths and the status with which each is shown */
    private static List<String> faults(Page page, Map<String, Integer> paths) {
        List<String> found = new ArrayList<>();
        paths.forEach((path, status) -> {
            Browser.visit(page, path, status);
            faults(page).forEach(fault -> found.add(path + ": " + fault));
        });
        return found;
    }

    /** Of the page as it stands: all of it in light colours, and its contrast again in dark ones. */
    private static List<String> faults(Page page) {
        page.evaluate(OPEN_ALL_FOLDS);
        colours(page, ColorScheme.LIGHT);
        List<String> found = new ArrayList<>(Axe.faults(page));
        colours(page, ColorScheme.DARK);
        Axe.faintWords(page).forEach(fault -> found.add("in dark colours: " + fault));
        return found;
    }

    private static void colours(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }
}
