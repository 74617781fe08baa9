package io.renewals.rulebook;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the company writes.
 *
 * @param tone a few words for whoever phrases the mail
 * @param greeting first line, with placeholders
 * @param signOff last lines, with placeholders
 * @param doWords words to prefer
 * @param dontWords words never to use
 * @param sampleOffers mails that sound right, for a model to imitate
 * @param templates subject and paragraphs for each play, which the template engine fills
 */
public record Voice(
        String tone,
        String greeting,
        String signOff,
        List<String> doWords,
        List<String> dontWords,
        List<String> sampleOffers,
        Map<Play, Template> templates) {
    private static final Pattern OWN_FIGURE = Pattern.compile("[\\p{N}\\p{Sc}%]|(?i)https?:|www\\.|@");

    /** Words of one play; every figure, date and link in them is a {@link Placeholder}. */
    public record Template(String subject, List<String> paragraphs) {
        public Template {
            paragraphs = List.copyOf(paragraphs);
            Flaws flaws = new Flaws().requireLine(subject, "/subject");
            requireWords(flaws, subject, "/subject");
            flaws.require(!paragraphs.isEmpty(), "/paragraphs", "is empty", "write at least one paragraph");
            for (int i = 0; i < paragraphs.size(); i++) {
                requireWords(
                        flaws.requireText(paragraphs.get(i), "/paragraphs/" + i),
                        paragraphs.get(i),
                        "/paragraphs/" + i);
            }
            flaws.throwIfAny();
        }
    }

    public Voice {
        doWords = List.copyOf(doWords);
        dontWords = List.copyOf(dontWords);
        sampleOffers = List.copyOf(sampleOffers);
        EnumMap<Play, Template> sorted = new EnumMap<>(Play.class);
        sorted.putAll(templates);
        templates = Collections.unmodifiableMap(sorted);
        Flaws flaws = new Flaws()
                .requireText(tone, "/tone")
                .requireLine(greeting, "/greeting")
                .requireText(signOff, "/sign_off");
        requireWords(flaws, greeting, "/greeting");
        requireWords(flaws, signOff, "/sign_off");
        for (Play play : Play.values()) {
            flaws.require(sorted.containsKey(play), "/templates", "has no " + play.key(), "write one for each play");
        }
        flaws.throwIfAny();
    }

    public Template template(Play play) {
        return templates.get(play);
    }

    /** A figure written into the voice would be right for one offer and wrong for the next: it has to be named. */
    private static void requireWords(Flaws flaws, String text, String path) {
        if (text == null) {
            return;
        }
        Matcher named = Placeholder.SYNTAX.matcher(text);
        while (named.find()) {
            String name = named.group(1);
            flaws.require(
                    Placeholder.named(name).isPresent(),
                    path,
                    "{{" + name + "}} is not a placeholder",
                    "use one of "
                            + java.util.Arrays.stream(Placeholder.values())
                                    .map(Placeholder::key)
                                    .toList());
        }
        String words = named.reset().replaceAll(" ");
        flaws.require(
                !OWN_FIGURE.matcher(words).find() && !words.contains("{{") && !words.contains("}}"),
                path,
                "has a figure, address or half a placeholder of its own",
                "name the fact, for example {{discount}} or {{link}}");
    }
}
