package io.renewals.drafter.domain;

import java.util.List;

/**
 * What a phraser returns: text with named placeholders, and the evidence it rests on. Greeting and sign-off are the rulebook's.
 *
 * @param paragraphs the body between greeting and sign-off
 * @param citations evidence ids
 */
public record Words(String subject, List<String> paragraphs, List<String> citations) {
    public Words {
        paragraphs = List.copyOf(paragraphs);
        citations = List.copyOf(citations);
    }
}
