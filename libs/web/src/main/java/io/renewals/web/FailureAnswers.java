package io.renewals.web;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure of a request into an answer: problem+json for programs, a page with a way on for people.
 * A failure of ours (500) is logged under a reference that the answer repeats; no stack trace leaves the service.
 */
public class FailureAnswers {

    private static final Logger LOG = Logger.getLogger(FailureAnswers.class);

    private final Template page;
    private final Template fragment;
    private final RoutingContext context;

    @Inject
    public FailureAnswers(
            @Location("web/failure") Template page,
            @Location("web/failure-fragment") Template fragment,
            RoutingContext context) {
        this.page = page;
        this.fragment = fragment;
        this.context = context;
    }

    @ServerExceptionMapper
    public Response raised(Problem.Raised failure) {
        return answer(failure.problem());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure) {
        return answer(
                Problem.forbidden("Your role does not include this. An administrator of your company can do it."));
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        Response own = failure.getResponse();
        if (own.getStatus() < 400 || own.hasEntity()) {
            return own;
        }
        if (failure.getCause() instanceof JacksonException malformed) {
            return json(malformed);
        }
        if (own.getStatus() >= 500) {
            return unexpected(failure);
        }
        return answer(ofStatus(own.getStatus()));
    }

    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException failure) {
        String field = failure.getPath().stream().map(FailureAnswers::step).collect(Collectors.joining("."));
        Problem problem = Problem.badRequest("The JSON is well-formed, but a value has the wrong kind.");
        var error = new Problem.FieldError(
                field.isEmpty() ? "(document)" : field,
                "not a value of the expected kind",
                "compare it with the API's description under /q/openapi");
        return answer(new Problem(problem.type(), problem.title(), problem.status(), problem.detail(), List.of(error)));
    }

    @ServerExceptionMapper
    public Response json(JacksonException failure) {
        var at = failure.getLocation();
        String where = at == null ? "" : " It breaks at line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
        return answer(Problem.badRequest("The body is not well-formed JSON." + where));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.errorf(failure, "request_failed reference=%s path=%s", reference, context.normalizedPath());
        return answer(Problem.of(
                500,
                "failed",
                "Something broke on our side",
                "Try again in a moment; what you did may not have been recorded, so look before you repeat it."
                        + " If it stays, tell your administrator this reference: " + reference + "."));
    }

    private static Problem ofStatus(int status) {
        return switch (status) {
            case 403 -> Problem.forbidden("Your role does not include this.");
            case 404 -> Problem.notFound("The address may be mistyped, or what was here is gone.");
            case 405 -> Problem.of(405, "method", "This can't be done here", "The address exists, but not for this.");
            case 406, 415 ->
                Problem.of(status, "media-type", "This format isn't spoken here", "Send and accept application/json.");
            case 413 -> Problem.of(413, "too-large", "This is too large", "Split it and send the parts one by one.");
            default -> Problem.of(status, "bad-request", "This request can't be understood", "Check what was sent.");
        };
    }

    private Response answer(Problem problem) {
        if (Surface.of(context) == Surface.API) {
            return Response.status(problem.status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(problem)
                    .build();
        }
        boolean partOfPage = context.request().getHeader("HX-Request") != null;
        String html = (partOfPage ? fragment : page)
                .data("problem", problem)
                .data("back", cameFrom())
                .render();
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(html)
                .build();
    }

    /** The page the person came from, as a path on this site; empty where there is none worth returning to. */
    private String cameFrom() {
        String referer = context.request().getHeader("Referer");
        if (referer == null) {
            return "";
        }
        try {
            URI from = URI.create(referer);
            boolean here = context.request().authority() != null
                    && context.request().authority().toString().equals(from.getAuthority());
            boolean useful = here
                    && !"/sign-in".equals(from.getPath())
                    && from.getRawPath() != null
                    && from.getRawPath().startsWith("/")
                    && !from.getRawPath().startsWith("//");
            return useful ? from.getRawPath() + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery()) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() != null ? reference.getFieldName() : "[" + reference.getIndex() + "]";
    }
}
