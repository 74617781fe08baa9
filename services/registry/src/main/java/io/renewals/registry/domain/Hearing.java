package io.renewals.registry.domain;

/** What became of something heard. */
public sealed interface Hearing {
    /** The account is in another state. */
    record Moved(Progress next) implements Hearing {}

    /** It belongs to the state the account is in and leaves it there. */
    record Kept(Progress next) implements Hearing {}

    /**
     * It changes nothing that anybody sees.
     *
     * @param next what is remembered of it, so that the order of arrival makes no difference
     * @param why for the trail
     */
    record Ignored(Progress next, String why) implements Hearing {}
}
