package io.renewals.actionservice.web;

import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What waits for an approver, as JSON. */
@Path("/api/exceptions")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class ExceptionsApi {
    private final ExceptionDesk desk;

    @Inject
    public ExceptionsApi(ExceptionDesk desk) {
        this.desk = desk;
    }

    public record OpenRequests(List<ExceptionDesk.Request> requests) {}

    @GET
    @Operation(
            summary = "Requests for an exception that the signed-in person can decide",
            description = "Grant or refuse one at /api/cards/{offerId}/exception/grant and /refuse.")
    public OpenRequests mine() {
        return new OpenRequests(desk.mine());
    }
}
