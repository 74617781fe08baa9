package io.renewals.rulebook;

import java.util.List;

/**
 * A part of a rulebook breaks a rule. Not retriable: somebody has to change the document.
 *
 * <p>Thrown by the compact constructors, so that an invalid rulebook cannot exist; the YAML reader turns it into
 * problems with line and column.
 */
public final class RulebookRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final transient List<Flaw> flaws;

    /**
     * One thing to change.
     *
     * @param path JSON pointer inside the refused part, e.g. {@code /floor_price}; empty for the part itself
     * @param what what is wrong
     * @param whatToDo what would make it right
     */
    public record Flaw(String path, String what, String whatToDo) {}

    public RulebookRefused(List<Flaw> flaws) {
        super(flaws.stream()
                .map(flaw -> flaw.path() + ": " + flaw.what())
                .reduce((a, b) -> a + "; " + b)
                .orElse(""));
        this.flaws = List.copyOf(flaws);
    }

    public List<Flaw> flaws() {
        return flaws;
    }
}
