package io.renewals.rulebook;

import io.renewals.rulebook.RulebookRefused.Flaw;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with one part, so that its author hears all of it at once. */
final class Flaws {
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final List<Flaw> found = new ArrayList<>();

    Flaws require(boolean holds, String path, String what, String whatToDo) {
        if (!holds) {
            found.add(new Flaw(path, what, whatToDo));
        }
        return this;
    }

    Flaws requireId(String id, String path) {
        return require(
                id != null && ID.matcher(id).matches(),
                path,
                "'" + id + "' is not an id",
                "use letters, digits, dots, dashes and underscores, 64 at most");
    }

    Flaws requireText(String text, String path) {
        return require(text != null && !text.isBlank(), path, "is empty", "write something here");
    }

    /** Text that may stand in a mail header: no line breaks, no control characters. */
    Flaws requireLine(String text, String path) {
        return requireText(text, path)
                .require(
                        text == null || (text.length() <= 200 && text.chars().noneMatch(Character::isISOControl)),
                        path,
                        "is not one line of at most 200 characters",
                        "shorten it to one line");
    }

    Flaws requireEmail(String email, String path) {
        return require(
                email != null && EMAIL.matcher(email).matches(),
                path,
                "'" + email + "' is not an e-mail address",
                "write it as name@company.example");
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new RulebookRefused(found);
        }
    }
}
