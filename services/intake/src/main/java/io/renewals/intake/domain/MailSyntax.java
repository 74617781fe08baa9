package io.renewals.intake.domain;

/** Tells a mail address from other text. The grammar is a library's business, behind this interface. */
@FunctionalInterface
public interface MailSyntax {
    /** @param text trimmed, on one line; true for one bare address without a display name */
    boolean isAddress(String text);
}
