package io.renewals.standins.http;

/** Thrown by a handler to close the connection without any answer: the client can't know what happened. */
public final class ConnectionDropped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConnectionDropped() {
        super("connection dropped on purpose", null, false, false);
    }
}
