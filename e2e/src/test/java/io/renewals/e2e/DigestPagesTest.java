package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.PageTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The digests in a real browser: how an owner gets there, and that each figure is the sum of the rows it leads to. */
class DigestPagesTest extends PageTest {
    private static final int DESK_WIDTH = 1280;
    private static final int PHONE_WIDTH = 390;
    private static final int HEIGHT = 844;
    private static final int FIGURES_WITH_ROWS = 5;
    private static final Pattern COUNT = Pattern.compile("^([\\d,]+) (?:account|offer|cycle|decision)s?");
    private static final Pattern AMOUNT = Pattern.compile("USD ([\\d,]+\\.\\d\\d)");

    /** Paths of the pages with all figures of the book: of the week and of the month. */
    private static String week;

    private static String month;

    @BeforeAll
    static void givenABookWithDigests() {
        books.withSamples();
        Customer skipped = Customer.ofAcme("chestnut-travel");
        List<Card> cards = books.cards(skipped, Customer.ofAcme("sparrow-media"), Customer.ofAcme("juniper-labs"));
        cards.getFirst().skip(User.MARIA, "handling_by_hand", null).must(200);
        books.awaitState(skipped, "SKIPPED");
        cards.get(1).approve(User.MARIA).must(200);
        cards.get(1).awaitStatus("sent");
        week = prepared("weekly");
        month = prepared("monthly");
    }

    /** Now, and not what was counted before the cards of this test. */
    private static String prepared(String kind) {
        return "/digest/"
                + product.as(User.ADA)
                        .post("/api/digest", Map.of("kind", kind))
                        .must(201)
                        .json()
                        .path("period")
                        .asText();
    }

    @Test
    void anOwnerFindsTheirDigestFromTheQueueAndEachFigureIsTheSumOfItsRows() {
        Page page = browser.opened(User.MARIA, "/queue");
        link(page, "Digests").first().click();
        assertThat(page.locator("h1")).hasText("Digests");
        assertThat(page.locator("nav [aria-current]")).hasText("Digests");
        browser.screenshot(page, "digests");
        List<String> own = List.of(week + "?owner=maria", month + "?owner=maria");
        assertThat(hrefs(page.locator("tbody th a"))).contains(week, month).containsAll(own);

        int withRows = 0;
        for (String digest : List.of(week, month, own.getFirst(), own.getLast())) {
            for (Map.Entry<String, String> figure : figures(page, digest).entrySet()) {
                page.navigate(figure.getKey());
                assertSum(page, figure.getKey(), figure.getValue());
                withRows += page.locator("td[data-label=Figure]").count() > 0 ? 1 : 0;
            }
        }
        assertThat(withRows).isGreaterThanOrEqualTo(FIGURES_WITH_ROWS);
    }

    @Test
    void whatWasSkippedIsToldToItsOwner() {
        Page page = browser.opened(User.MARIA, week + "/skipped?owner=maria");

        assertThat(page.locator("tbody")).containsText("Chestnut Travel");
        assertThat(page.locator("tbody")).not().containsText("Juniper Labs");
    }

    /** What each section's figure says, by the path of the page with its rows. */
    private static Map<String, String> figures(Page page, String digest) {
        page.navigate(digest);
        if (digest.equals(week)) {
            browser.picture(page, "digest", 1000);
        }
        Map<String, String> figures = new LinkedHashMap<>();
        for (String path : hrefs(page.locator("tbody th a"))) {
            figures.put(
                    path, page.locator("td a[href='" + path + "']").innerText().strip());
        }
        assertThat(figures).as(digest).hasSizeGreaterThanOrEqualTo(FIGURES_WITH_ROWS);
        return figures;
    }

    /** The heading repeats the figure; its count is that of the rows, its amounts the sum of theirs. */
    private static void assertSum(Page page, String path, String total) {
        assertThat(page.locator("h1")).containsText(total);
        List<String> cells =
                new ArrayList<>(page.locator("td[data-label=Figure]").allInnerTexts());
        while (page.locator("a[rel=next]").count() > 0) {
            page.locator("a[rel=next]").click();
            cells.addAll(page.locator("td[data-label=Figure]").allInnerTexts());
        }
        if (total.equals("none")) {
            assertThat(cells).as(path).isEmpty();
            return;
        }
        Matcher count = COUNT.matcher(total);
        if (count.find()) {
            assertThat(cells)
                    .as(path + " " + total)
                    .hasSize(Integer.parseInt(count.group(1).replace(",", "")));
        }
        Matcher amount = AMOUNT.matcher(total);
        if (amount.find() && total.endsWith(" a year") && count.reset().find()) {
            BigDecimal sum = cells.stream()
                    .map(AMOUNT::matcher)
                    .filter(Matcher::find)
                    .map(found -> new BigDecimal(found.group(1).replace(",", "")))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .as(path + " " + total)
                    .isEqualByComparingTo(amount.group(1).replace(",", ""));
        }
    }

    @Test
    void digestsFitADeskAndAPhone() {
        Page page = browser.opened(User.MARIA, "/digest", DESK_WIDTH, HEIGHT);
        for (String path : List.of(
                "/digest",
                week,
                month,
                week + "/in-motion",
                week + "/held",
                week + "/movers",
                week + "/high-severity",
                week + "/missed",
                month + "/offered",
                month + "/discount")) {
            Browser.visit(page, path, 200);
            String name = path.replace('/', '-').replace("-digest", "");
            assertFits(page, path, DESK_WIDTH, "digest-desk" + name);
            assertFits(page, path, PHONE_WIDTH, "digest-phone" + name);
        }
    }

    private static void assertFits(Page page, String path, int width, String screenshot) {
        page.setViewportSize(width, HEIGHT);
        browser.screenshot(page, screenshot);
        int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
        assertThat(wide).as("width of " + path).isLessThanOrEqualTo(width);
    }

    private static List<String> hrefs(Locator links) {
        return links.all().stream().map(link -> link.getAttribute("href")).toList();
    }
}
