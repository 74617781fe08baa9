package io.renewals.launcher;

/** The launcher cannot do what it was asked; the message says what to change, and no trace is printed. */
final class LaunchRefused extends RuntimeException {
    LaunchRefused(String message) {
        super(message);
    }
}
