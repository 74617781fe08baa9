package io.renewals.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the pages name exists and runs. */
class DocsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|Properties))(?:\\.(\\w+))?`");
    private static final Pattern CLASS = Pattern.compile("(?m)^[a-z ]*class \\w+");
    private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");
    private static final Pattern IS_TEST = Pattern.compile("@(Test|ParameterizedTest|Property|Example)\\b");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everyPromiseIsHeldByTestsThatRunInEveryBuild() throws IOException {
        Map<String, List<Map<String, Boolean>>> sources = testSources();
        List<String> missing = new ArrayList<>();
        int count = 0;
        for (String line : Files.readAllLines(ROOT.resolve("docs/PROMISES.md"))) {
            Matcher named = NAMED.matcher(line);
            boolean isNamed = false;
            boolean isHeld = false;
            while (named.find()) {
                count++;
                List<Boolean> tests = tests(sources, named.group(1), named.group(2));
                if (tests.isEmpty()) {
                    missing.add(named.group() + " is no test");
                }
                isNamed = true;
                isHeld |= tests.contains(true);
            }
            if (isNamed && !isHeld) {
                missing.add("nothing that runs in every build holds: " + line);
            }
        }
        assertThat(count).isGreaterThan(100);
        assertThat(missing).isEmpty();
    }

    /** Of each such test whether it runs in every build. @param method null: all of the class */
    private static List<Boolean> tests(
            Map<String, List<Map<String, Boolean>>> sources, String className, String method) {
        return sources.getOrDefault(className, List.of()).stream()
                .flatMap(tests -> tests.entrySet().stream())
                .filter(test -> method == null || test.getKey().equals(method))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void whatIsNoTestOrSwitchedOffOrLongIsTold() {
        String source =
                """
                /** Some. */
                class SomeTest {
                    @Test
                    void one() {}

                    @ParameterizedTest
                    @CsvSource({"a, b"})
                    void each(String a) {}

                    void prepare() {}

                    @Test
                    @Disabled("broken")
                    void off() {}

                    @Test
                    @Tag("long")
                    void slow() {}
                }
                """;

        assertThat(testsIn(source)).isEqualTo(Map.of("one", true, "each", true, "slow", false));
        assertThat(testsIn(source.replace("class", "@Tag(\"long\")\nclass"))).containsEntry("one", false);
        assertThat(testsIn(source.replace("class", "@Disabled(\"all\")\nclass")))
                .isEmpty();
    }

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                if (!Files.exists(page.getParent().resolve(link.group(1)))) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("samples/README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }

    /** The tests of all classes of a name, for two modules may each have one. */
    private static Map<String, List<Map<String, Boolean>>> testSources() throws IOException {
        Map<String, List<Map<String, Boolean>>> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(each -> each.toString().contains("/src/test/java/")
                            && each.toString().endsWith(".java"))
                    .toList()) {
                sources.computeIfAbsent(file.getFileName().toString().replace(".java", ""), any -> new ArrayList<>())
                        .add(testsIn(Files.readString(file)));
            }
        }
        return sources;
    }

    /** The methods that are tests and not switched off, and whether each runs in every build. */
    private static Map<String, Boolean> testsIn(String source) {
        Matcher head = CLASS.matcher(source);
        String ofAll = head.find() ? above(source, head.start()) : "";
        Map<String, Boolean> tests = new HashMap<>();
        Matcher method = METHOD.matcher(source);
        while (method.find()) {
            String said = above(source, method.start());
            if (IS_TEST.matcher(said).find() && !(ofAll + said).contains("@Disabled")) {
                tests.put(method.group(1), !(ofAll + said).contains("@Tag(\"long\")"));
            }
        }
        return tests;
    }

    /** What stands between the empty line before a declaration and the declaration. */
    private static String above(String source, int at) {
        return source.substring(Math.max(0, source.lastIndexOf("\n\n", at)), at);
    }
}
