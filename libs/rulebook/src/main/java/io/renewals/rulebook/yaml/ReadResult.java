package io.renewals.rulebook.yaml;

import io.renewals.rulebook.Rulebook;
import java.util.List;

/** What became of a rulebook document. */
public sealed interface ReadResult {
    record Parsed(Rulebook rulebook) implements ReadResult {}

    /** @param problems at least one, in the order of the document */
    record Refused(List<Problem> problems) implements ReadResult {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
