package io.renewals.e2e.product;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks axe-core what of a page keeps somebody from reading or using it, by WCAG 2.2 A and AA and its own advice. */
public final class Axe {
    private static final String SCRIPT = script();

    private static final List<String> EVERYTHING =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    /** What changes with the colour scheme. */
    private static final List<String> CONTRAST = List.of("color-contrast", "link-in-text-block");

    private static final String RUN =
            """
            only => axe.run(document, {runOnly: only, resultTypes: ['violations']})
              .then(result => result.violations.flatMap(violation => violation.nodes.map(node =>
                violation.id + ': ' + violation.help + ' at ' + node.target.join(' ') + ' | '
                  + (node.any.concat(node.all, node.none).map(check => check.message)[0] || ''))))""";

    private Axe() {}

    /** @return a line for each fault: the rule, what it wants, where; empty: none was found */
    public static List<String> faults(Page page) {
        return run(page, EVERYTHING);
    }

    /** The same of colours alone, after they were changed on a page that has no other faults. */
    public static List<String> faintWords(Page page) {
        return run(page, CONTRAST);
    }

    private static List<String> run(Page page, List<String> only) {
        if (!(Boolean) page.evaluate("() => typeof window.axe === 'object'")) {
            page.evaluate(SCRIPT);
        }
        return ((List<?>) page.evaluate(RUN, only))
                .stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true";
        } catch (IOException e) {
            throw new UncheckedIOException("axe-core's jar has no script", e);
        }
    }
}
