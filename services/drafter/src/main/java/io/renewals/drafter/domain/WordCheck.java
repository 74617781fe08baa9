package io.renewals.drafter.domain;

import io.renewals.rulebook.Placeholder;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a model to words. Every number, date, price and link is a placeholder that code fills; a figure of the model's own, in
 * digits or spelled out, an address, a placeholder that is not offered, or a citation that is not in the evidence is refused. It
 * fails closed: a harmless sentence that looks like a figure is refused too, and the template writes instead.
 */
public final class WordCheck {
    private static final int SUBJECT_LIMIT = 150;
    private static final int PARAGRAPHS_LIMIT = 8;
    private static final int PARAGRAPH_LIMIT = 1_200;

    private record Ban(String code, Pattern pattern) {}

    private static final String NUMBER_WORDS =
            "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
                    + "|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?"
                    + "|billions?|dozens?|half|halves|thirds?|quarters?|double[ds]?|triple[ds]?|twice|thrice|zero|nil";
    private static final String UNITS =
            "percent|per cent|dollars?|euros?|pounds?|cents?|days?|weeks?|months?|years?|seats?|users?|licen[cs]es?|times";
    private static final String MONTHS =
            "january|february|march of|april|june|july|august|september|october|november|december|monday|tuesday|wednesday"
                    + "|thursday|friday|saturday|sunday";

    /** In the order they are reported. */
    private static final List<Ban> BANS = List.of(
            new Ban("control-character", Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\x{2028}\\x{2029}&&[^\\n]]")),
            new Ban("markup", Pattern.compile("[<>]|\\[[^]]*]\\(|\\{|}")),
            new Ban("link", words("https?|www|mailto|ftp")),
            new Ban("address", Pattern.compile("@|[\\p{L}\\p{N}-]{2,}\\.\\p{L}{2,}|\\p{L}+://")),
            new Ban("currency", Pattern.compile("\\p{Sc}")),
            new Ban("currency", words("dollars?|euros?|pounds?|cents?|usd|eur|gbp|chf|yen")),
            new Ban("percent", Pattern.compile("[%‰]")),
            new Ban("percent", words("percent(age)?|per cent|pct")),
            new Ban("digit", Pattern.compile("\\p{N}")),
            new Ban("number-word", words(NUMBER_WORDS)),
            new Ban("number-word", words("(one|a|an)[ -](" + UNITS + ")( (free|off|more))")),
            new Ban("number-word", words("one[ -](" + UNITS + ")")),
            new Ban("promise", words("for free|free of charge|money back|guarantee[ds]?")),
            new Ban("date-word", words(MONTHS + "|tomorrow|yesterday")));

    private final Set<Placeholder> offered;
    private final Set<String> evidence;
    private final List<String> dontWords;

    /**
     * @param offered placeholders that have a fact
     * @param evidence ids that may be cited
     * @param dontWords of the rulebook's voice
     */
    public WordCheck(Set<Placeholder> offered, Set<String> evidence, List<String> dontWords) {
        this.offered = Set.copyOf(offered);
        this.evidence = Set.copyOf(evidence);
        this.dontWords = List.copyOf(dontWords);
    }

    /** What was found. */
    public sealed interface Outcome {}

    public record Accepted() implements Outcome {}

    /** @param code stable, for example {@code digit}; {@code detail} says which word, for the record */
    public record Refused(String code, String detail) implements Outcome {}

    public Outcome check(Words words) {
        return shape(words)
                .or(() -> text(words.subject()))
                .or(() -> words.paragraphs().stream()
                        .flatMap(p -> text(p).stream())
                        .findFirst())
                .or(() -> citations(words))
                .<Outcome>map(refused -> refused)
                .orElseGet(Accepted::new);
    }

    private static Optional<Refused> shape(Words words) {
        if (words.subject().isBlank() || words.paragraphs().isEmpty()) {
            return Optional.of(new Refused("empty", "no subject or no text"));
        }
        if (words.subject().length() > SUBJECT_LIMIT || words.subject().contains("\n")) {
            return Optional.of(
                    new Refused("shape", "subject is longer than " + SUBJECT_LIMIT + " or has a line break"));
        }
        if (words.paragraphs().size() > PARAGRAPHS_LIMIT) {
            return Optional.of(new Refused("shape", "more than " + PARAGRAPHS_LIMIT + " paragraphs"));
        }
        return words.paragraphs().stream()
                .filter(each -> each.isBlank() || each.length() > PARAGRAPH_LIMIT)
                .findFirst()
                .map(each -> new Refused("shape", "a paragraph is empty or longer than " + PARAGRAPH_LIMIT));
    }

    private Optional<Refused> text(String text) {
        Matcher named = Placeholder.SYNTAX.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            if (Placeholder.named(name).filter(offered::contains).isEmpty()) {
                return Optional.of(new Refused("placeholder", "{{" + name + "}} was not offered"));
            }
        }
        // A filled placeholder stands between other words, so it leaves a gap and not a seam that would hide one.
        String typed = named.reset().replaceAll(" _ ");
        // Compatibility forms are looked at both ways: full-width digits become digits, while Roman numerals are
        // numbers only as typed.
        String words = Normalizer.normalize(typed, Normalizer.Form.NFKC);
        Optional<Refused> banned = banned(typed).or(() -> banned(words));
        if (banned.isPresent()) {
            return banned;
        }
        String lower = words.toLowerCase(Locale.ROOT);
        return dontWords.stream()
                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(word -> new Refused("dont-word", "'" + word + "'"));
    }

    private static Optional<Refused> banned(String words) {
        for (Ban ban : BANS) {
            Matcher found = ban.pattern().matcher(words);
            if (found.find()) {
                return Optional.of(new Refused(ban.code(), "'" + found.group() + "'"));
            }
        }
        return Optional.empty();
    }

    private Optional<Refused> citations(Words words) {
        if (words.citations().isEmpty() && !evidence.isEmpty()) {
            return Optional.of(new Refused("citation", "cites nothing"));
        }
        return words.citations().stream()
                .filter(id -> !evidence.contains(id))
                .findFirst()
                .map(id -> new Refused("citation", "'" + id + "' is not in the evidence"));
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
