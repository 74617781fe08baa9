package io.renewals.web;

import java.util.List;

/**
 * Why a request was refused, as RFC 9457 has it; sent as is to API callers and rendered as a page for people.
 *
 * @param type a stable URN that programs may branch on, {@code urn:renewals:<slug>}
 * @param title one short line, the same for every occurrence of the type
 * @param status the HTTP status
 * @param detail what happened here and what to do about it, for a person
 * @param errors one per offending field; empty where no single field is to blame
 */
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * @param field the input's name, as sent
     * @param problem what is wrong with the value
     * @param advice what would be right, or the ways on
     */
    public record FieldError(String field, String problem, String advice) {}

    public Problem {
        errors = List.copyOf(errors);
    }

    /** @param slug lower case words joined by hyphens */
    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem("urn:renewals:" + slug, title, status, detail, List.of());
    }

    public static Problem badRequest(String detail) {
        return of(400, "bad-request", "This request can't be understood", detail);
    }

    static Problem unauthorized() {
        return of(401, "sign-in", "Sign in first", "Send user and password by HTTP Basic, or a session cookie.");
    }

    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "This is not yours to do", detail);
    }

    /** Also for what belongs to another tenant: its existence is not told. */
    public static Problem notFound(String detail) {
        return of(404, "not-found", "Nothing is here", detail);
    }

    /** Somebody or something was faster, or the state doesn't allow it any more. */
    public static Problem conflict(String detail) {
        return of(409, "conflict", "This has changed meanwhile", detail);
    }

    /** Understood, but against the rules; the fields say which. */
    public static Problem refused(String detail, FieldError... errors) {
        return new Problem("urn:renewals:refused", "This can't be accepted", 422, detail, List.of(errors));
    }

    public static Problem refused(String detail, List<FieldError> errors) {
        return new Problem("urn:renewals:refused", "This can't be accepted", 422, detail, errors);
    }

    /** The same problem under a type of its own, for programs that branch on it. */
    public Problem withType(String slug) {
        return new Problem("urn:renewals:" + slug, title, status, detail, errors);
    }

    public Problem withTitle(String newTitle) {
        return new Problem(type, newTitle, status, detail, errors);
    }

    /** {@code throw Problem.conflict("…").raised()} ends the request with this answer. */
    public Raised raised() {
        return new Raised(this);
    }

    /** Ends a request with a problem. Neither retried nor logged: the caller is told, and nothing was changed. */
    public static final class Raised extends RuntimeException {

        private final transient Problem problem;

        private Raised(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
