package io.renewals.cli;

/** How a command ends. The numbers are a promise to scripts. */
enum Exit {
    OK(0),
    REFUSED(1),
    USAGE(2),
    NOT_ALLOWED(3),
    UNREACHABLE(4),
    DIFFERENCES(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** What an HTTP status of 400 and above means for the caller. */
    static Exit of(int status) {
        if (status == 401 || status == 403) {
            return NOT_ALLOWED;
        }
        return status >= 500 ? UNREACHABLE : REFUSED;
    }
}
