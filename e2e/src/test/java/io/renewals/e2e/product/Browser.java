package io.renewals.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.BoundingBox;
import io.renewals.e2e.product.Http.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A real browser on the product's pages, each window a person of its own. With {@code -Dimages} screenshots go to
 * {@code e2e/target/screenshots}, with {@code -Dimages=docs} those the documentation shows to {@code docs/images} as well: a test
 * class at a time, for what others leave would stand in them too.
 */
public final class Browser implements AutoCloseable {
    /** Set CHROMIUM where it is somewhere else. */
    public static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

    /** Whether this run renews the documentation's pictures. */
    public static final boolean FOR_DOCS = "docs".equals(System.getProperty("images"));

    private static final boolean WANTED = System.getProperty("images") != null;
    private static final int ROOM_PX = 8;
    private static final int PATIENCE_MS = 30_000;
    /** The sign-in page names it too, as where it leads. */
    private static final Pattern QUEUE = Pattern.compile("https?://[^/]+/queue.*");

    private final Product product;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> windows = new ArrayList<>();
    /** What a window of each person begins with: what the sign-in page gave at the first time. */
    private final Map<User, String> signedIn = new EnumMap<>(User.class);

    /** Starts it without a window. Where there is no Chromium, its tests are skipped and say so. */
    public static Browser on(Product product) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM), "no Chromium at " + CHROMIUM + "; install it or set CHROMIUM");
        return new Browser(product);
    }

    private Browser(Product product) {
        this.product = product;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A window of nobody in particular. @param width in CSS pixels */
    public Page window(int width, int height) {
        return window(width, height, null);
    }

    private Page window(int width, int height, String state) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(product.frontDoor().toString())
                .setLocale("en-US")
                .setTimezoneId("UTC")
                .setStorageState(state)
                .setViewportSize(width, height));
        windows.add(context);
        context.setDefaultTimeout(PATIENCE_MS);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        return page;
    }

    /** A desk's window of a person on this page. Each person signs in once, on the sign-in page. */
    public Page opened(User user, String path) {
        return opened(user, path, 1280, 900);
    }

    public Page opened(User user, String path, int width, int height) {
        Page page = window(width, height, signedIn.computeIfAbsent(user, this::signIn));
        page.navigate(path);
        return page;
    }

    private String signIn(User user) {
        Page page = window(1280, 900);
        page.navigate("/queue");
        signIn(page, user);
        page.waitForURL(QUEUE);
        return page.context().storageState();
    }

    /** On the sign-in page that is shown; it goes on to where the person wanted to be. */
    public void signIn(Page page, User user) {
        page.getByLabel("User").fill(user.login());
        page.getByLabel("Password").fill(user.login());
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    /** Goes there. A page that is not there fits everywhere and has no faults, so its status is what is wanted, or this fails. */
    public static void visit(Page page, String path, int status) {
        assertThat(page.navigate(path).status()).as(path).isEqualTo(status);
    }

    public void closeWindows() {
        windows.forEach(BrowserContext::close);
        windows.clear();
    }

    /** What pages wrote to the console as errors, and scripts that failed, since the last call. */
    public List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /** The whole page, for whoever wants to look: only with {@code -Dimages}. */
    public void screenshot(Page page, String name) {
        if (WANTED) {
            keep(page, name);
        }
    }

    /** What every open window shows, for whoever reads a failed run. */
    public void screenshots(String name) {
        int number = 1;
        for (BrowserContext window : windows) {
            for (Page page : window.pages()) {
                keep(page, name + "-" + number++);
            }
        }
    }

    private static void keep(Page page, String name) {
        Path file = file(name);
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        assertThat(file).exists();
    }

    /** The whole page, and of it what the documentation shows. @param mostPx how far down that goes, in CSS pixels */
    public void picture(Page page, String name, int mostPx) {
        screenshot(page, name);
        if (FOR_DOCS) {
            int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
            int width = page.viewportSize().width;
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(docs(name))
                    .setFullPage(true)
                    .setClip(0, 0, width, Math.min(height, mostPx)));
        }
    }

    /** A part of a page, with a little room around it. */
    public void picture(Page page, Locator part, String name) {
        screenshot(page, name);
        if (FOR_DOCS) {
            BoundingBox box = part.boundingBox();
            double top = ((Number) page.evaluate("window.scrollY")).doubleValue();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(docs(name))
                    .setFullPage(true)
                    .setClip(
                            box.x - ROOM_PX, box.y + top - ROOM_PX, box.width + 2 * ROOM_PX, box.height + 2 * ROOM_PX));
        }
    }

    /** What the window shows, with what sticks to its edge. */
    public void view(Page page, String name) {
        if (WANTED) {
            page.screenshot(new Page.ScreenshotOptions().setPath(FOR_DOCS ? docs(name) : file(name)));
        }
    }

    private static Path file(String name) {
        return Product.repository().resolve("e2e/target/screenshots").resolve(name + ".png");
    }

    private static Path docs(String name) {
        return Product.repository().resolve("docs/images").resolve(name + ".png");
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
