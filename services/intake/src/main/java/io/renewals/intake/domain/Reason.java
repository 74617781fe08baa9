package io.renewals.intake.domain;

/**
 * One thing wrong with one field.
 *
 * @param field as the sender knows it: a path such as {@code terms.unitPrice}, or the sheet's column
 * @param problem what is wrong, with the value where it is short
 * @param advice what to do about it
 */
public record Reason(String field, String problem, String advice) {}
