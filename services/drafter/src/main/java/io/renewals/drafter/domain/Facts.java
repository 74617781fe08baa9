package io.renewals.drafter.domain;

import io.renewals.rulebook.Placeholder;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** The figures, dates and names of one offer as text, by placeholder. Filled in one pass: a fact is never read for placeholders. */
public final class Facts {
    private final Map<Placeholder, String> texts;

    /** @param texts line breaks and control characters are taken out: a name must not become a mail header or a paragraph */
    public Facts(Map<Placeholder, String> texts) {
        EnumMap<Placeholder, String> clean = new EnumMap<>(Placeholder.class);
        texts.forEach((placeholder, text) -> clean.put(
                placeholder,
                text.replaceAll("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]+", " ")
                        .replaceAll(" {2,}", " ")
                        .strip()));
        this.texts = Collections.unmodifiableMap(clean);
    }

    public Set<Placeholder> offered() {
        return texts.keySet();
    }

    /** By the names that stand between the braces, in a fixed order. */
    public Map<String, String> byName() {
        Map<String, String> byName = new LinkedHashMap<>();
        texts.forEach((placeholder, text) -> byName.put(placeholder.key(), text));
        return byName;
    }

    /** @throws IllegalArgumentException for a placeholder that has no fact: the check comes first */
    public String fill(String template) {
        return Placeholder.SYNTAX
                .matcher(template)
                .replaceAll(named -> Matcher.quoteReplacement(text(named.group(1))
                        .orElseThrow(() -> new IllegalArgumentException("no fact for " + named.group()))));
    }

    /** Whether every placeholder of the template has a fact. */
    public boolean canFill(String template) {
        return Placeholder.SYNTAX.matcher(template).results().allMatch(named -> text(named.group(1))
                .isPresent());
    }

    private Optional<String> text(String name) {
        return Placeholder.named(name).map(texts::get);
    }
}
