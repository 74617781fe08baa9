package io.renewals.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.renewals.e2e.product.Books;
import io.renewals.e2e.product.Browser;
import io.renewals.e2e.product.Card;
import io.renewals.e2e.product.Customer;
import io.renewals.e2e.product.Http.User;
import io.renewals.e2e.product.Product;
import io.renewals.e2e.product.ShowsLog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The digests in a real browser: how an owner gets there, and that each figure is the sum of the rows it leads to. */
@ExtendWith(ShowsLog.class)
class DigestPagesTest {
    private static final int PHONE_WIDTH = 390;
    private static final Pattern COUNT = Pattern.compile("^([\\d,]+) (?:account|offer|cycle|decision)s?");
    private static final Pattern AMOUNT = Pattern.compile("USD ([\\d,]+\\.\\d\\d)");

    private static Product product;
    private static Browser browser;

    @BeforeAll
    static void givenABookWithDigests() {
        product = Product.shared();
        Books books = Books.ready(product).withSamples();
        browser = Browser.on(product);
        Customer skipped = Customer.ofAcme("digest-skipped");
        List<Card> cards = books.cards(skipped, Customer.ofAcme("digest-sent"), Customer.ofAcme("digest-waits"));
        cards.getFirst().skip(User.MARIA, "handling_by_hand", null).must(200);
        books.awaitState(skipped, "SKIPPED");
        cards.get(1).approve(User.MARIA).must(200);
        cards.get(1).awaitStatus("sent");
        for (String kind : List.of("weekly", "monthly")) {
            int answered = product.as(User.ADA)
                    .post("/api/digest", Map.of("kind", kind))
                    .status();
            assertThat(answered).isIn(200, 201);
        }
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void noPageComplained() {
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anOwnerFindsTheirDigestFromTheQueueAndEachFigureIsTheSumOfItsRows() {
        Page page = browser.signedIn(User.MARIA);
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Digests").setExact(true))
                .click();
        assertThat(page.locator("h1")).hasText("Digests");
        assertThat(page.locator("nav [aria-current]")).hasText("Digests");
        browser.screenshot(page, "digests");

        List<String> digests = hrefs(page.locator("tbody th a"));
        assertThat(digests).anyMatch(path -> path.contains("owner=maria")).anyMatch(path -> !path.contains("owner="));
        int figures = 0;
        for (String digest : digests) {
            page.navigate(digest);
            for (String figure : hrefs(page.locator("tbody th a"))) {
                page.navigate(digest);
                String total =
                        page.locator("td a[href='" + figure + "']").innerText().strip();
                page.navigate(figure);
                assertSum(page, figure, total);
                figures++;
            }
        }
        assertThat(figures).isGreaterThan(20);
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
        Page index = browser.signedIn(User.MARIA);
        index.navigate("/digest");
        String whole = hrefs(index.locator("tbody th a")).stream()
                .filter(path -> path.contains("weekly") && !path.contains("owner="))
                .findFirst()
                .orElseThrow();
        String month = whole.replace("weekly", "monthly");
        for (int width : new int[] {1280, PHONE_WIDTH}) {
            Page page = browser.signedIn(User.MARIA, width, 844);
            String device = width == PHONE_WIDTH ? "phone" : "desk";
            for (String path : List.of(
                    "/digest",
                    whole,
                    month,
                    whole + "/in-motion",
                    whole + "/held",
                    whole + "/movers",
                    whole + "/high-severity",
                    whole + "/missed",
                    month + "/offered",
                    month + "/discount")) {
                page.navigate(path);
                assertThat(page.locator("h1").first()).isVisible();
                browser.screenshot(
                        page, "digest-" + device + path.replace('/', '-').replace("-digest", ""));
                int wide = ((Number) page.evaluate("document.documentElement.scrollWidth")).intValue();
                assertThat(wide).as("width of " + path).isLessThanOrEqualTo(width);
            }
        }
    }

    private static List<String> hrefs(Locator links) {
        return links.all().stream().map(link -> link.getAttribute("href")).toList();
    }
}
