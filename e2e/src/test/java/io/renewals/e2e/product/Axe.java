package io.renewals.e2e.product;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** Asks axe-core what of a page keeps somebody from reading or using it, by WCAG 2.2 A and AA and its own advice. */
public final class Axe {
    private static final String SCRIPT = script();

    private static final String RUN =
            """
            () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
              .then(result => result.violations.flatMap(violation => violation.nodes.map(node =>
                violation.id + ': ' + violation.help + ' at ' + node.target.join(' ') + ' | '
                  + (node.any.concat(node.all, node.none).map(check => check.message)[0] || ''))))""";

    private Axe() {}

    /** @return a line for each fault: the rule, what it wants, where; empty: none was found */
    public static List<String> faults(Page page) {
        if (!(Boolean) page.evaluate("() => typeof window.axe === 'object'")) {
            page.evaluate(SCRIPT);
        }
        return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
    }

    private static String script() {
        var properties = new Properties();
        try (InputStream in = resource("META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the axe-core webjar does not tell its version", e);
        }
        String version = properties.getProperty("version");
        try (InputStream in = resource("META-INF/resources/webjars/axe-core/" + version + "/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true";
        } catch (IOException e) {
            throw new UncheckedIOException("the axe-core webjar has no script", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Axe.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException("not on the class path: " + name);
        }
        return in;
    }
}
