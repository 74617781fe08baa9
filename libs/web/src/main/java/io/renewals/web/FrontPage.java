package io.renewals.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;

/**
 * The bare address leads to the queue. An ingress that was told to hand over its backends' failures (ingress-nginx:
 * {@code custom-http-errors} and {@code default-backend}) asks here too, be it by {@link HandedOverFailures}, and gets a page that says
 * which part is away.
 */
@Path(FrontPage.PATH)
public class FrontPage {

    static final String PATH = "/";

    /** The failure's status, by the ingress. */
    static final String CODE = "X-Code";

    private static final Set<String> AWAY = Set.of("502", "503", "504");

    /**
     * @param code the failure's status, by the ingress; null: a person opened the bare address
     * @param service that failed, by the ingress
     * @param format what the caller accepts, by the ingress
     */
    @GET
    @Operation(hidden = true)
    public Response open(
            @RestHeader(CODE) String code,
            @RestHeader("X-Service-Name") String service,
            @RestHeader("X-Format") String format) {
        if (!isHandedOver(code)) {
            return Response.seeOther(URI.create("/queue")).build();
        }
        Problem problem = away(Integer.parseInt(code), service == null ? "" : service);
        if (format != null && format.contains("text/html")) {
            throw problem.raised();
        }
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    static boolean isHandedOver(String code) {
        return code != null && AWAY.contains(code);
    }

    private static Problem away(int status, String service) {
        String what =
                switch (service) {
                    case "action-service" -> "The queue and its cards are";
                    case "registry" -> "Accounts, settings, digests and what needs attention are";
                    case "intake" -> "Import and rejected are";
                    case "audit-sink" -> "The audit trail is";
                    default -> "This page is";
                };
        return Problem.of(
                status,
                "part-away",
                what + " away for a moment",
                "Nothing is lost: what that part has to do waits until it is back. Try again in a minute; what you pressed last may"
                        + " not have been taken, so look before you repeat it.");
    }
}
