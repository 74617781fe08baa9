package io.renewals.wording;

/** What Slack's documentation takes at the most, in characters where nothing else is said. */
public final class SlackLimits {
    /** Text of a header block. */
    public static final int HEADER = 150;
    /** Text of a section; an input's text too. */
    public static final int SECTION = 3_000;
    /** Text of a button or an option. */
    public static final int LABEL = 75;
    /** What a button carries. */
    public static final int BUTTON_VALUE = 2_000;
    /** What an option carries. */
    public static final int OPTION_VALUE = 150;
    /** Options of one menu. */
    public static final int OPTIONS = 100;
    /** Options of one group of checkboxes. */
    public static final int CHECKBOXES = 10;
    /** Fields of one section. */
    public static final int FIELDS = 10;
    /** Blocks of a modal or a home tab. */
    public static final int VIEW_BLOCKS = 100;
    /** Bytes of a view. */
    public static final int VIEW_BYTES = 250_000;

    private SlackLimits() {}
}
