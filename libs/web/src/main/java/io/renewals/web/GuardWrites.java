package io.renewals.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * Refuses a write that another site could have made a signed-in browser send. A page's form carries a
 * {@link FormToken}. An API call shows itself by a content type or header that a foreign form can't set. Slack is
 * let through: it has no session and proves itself by its own signature.
 */
public class GuardWrites {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> TYPES_ANY_FORM_CAN_SEND =
            Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

    private final FormToken formToken;

    @Inject
    public GuardWrites(FormToken formToken) {
        this.formToken = formToken;
    }

    @ServerRequestFilter
    @WithFormRead
    public void guard(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (SAFE_METHODS.contains(request.getMethod()) || Surface.isSlack(path)) {
            return;
        }
        boolean ours = Surface.ofPath(path) == Surface.API && madeByProgram(request) || carriesToken(request);
        if (ours) {
            return;
        }
        throw Surface.ofPath(path) == Surface.API
                ? Problem.forbidden("Send Content-Type: application/json, or the header X-Requested-With, with every"
                                + " call that changes something.")
                        .withType("not-from-a-program")
                        .raised()
                : Problem.forbidden("This page was open too long, or the form did not come from here. Nothing was"
                                + " recorded. Open the page again and repeat what you did.")
                        .withType("form-token")
                        .raised();
    }

    private static boolean madeByProgram(ContainerRequestContext request) {
        MediaType type = request.getMediaType();
        boolean foreignFormsCannot =
                type != null && !TYPES_ANY_FORM_CAN_SEND.contains(type.getType() + "/" + type.getSubtype());
        return foreignFormsCannot || request.getHeaderString("X-Requested-With") != null;
    }

    private boolean carriesToken(ContainerRequestContext request) {
        String header = request.getHeaderString(FormToken.HEADER);
        if (header != null) {
            return formToken.accepts(header);
        }
        ResteasyReactiveRequestContext context = CurrentRequestManager.get();
        return context.getFormParameter(FormToken.FIELD, true, false) instanceof String token
                && formToken.accepts(token);
    }
}
