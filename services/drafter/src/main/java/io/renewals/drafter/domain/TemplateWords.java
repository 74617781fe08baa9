package io.renewals.drafter.domain;

import io.renewals.rulebook.Play;
import io.renewals.rulebook.Voice;
import java.util.List;

/** The template engine: the rulebook's own words for a play. A paragraph that names a fact this account lacks is left out. */
public final class TemplateWords {
    private TemplateWords() {}

    public static Words write(Voice voice, Play play, Facts facts, List<String> citations) {
        Voice.Template template = voice.template(play);
        String subject = facts.canFill(template.subject()) ? template.subject() : "{{account_name}}";
        List<String> paragraphs =
                template.paragraphs().stream().filter(facts::canFill).toList();
        return new Words(subject, paragraphs, citations);
    }
}
