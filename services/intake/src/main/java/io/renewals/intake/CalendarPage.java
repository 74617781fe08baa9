package io.renewals.intake;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.renewals.web.Notices;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/**
 * A calendar for people: read at once, for it only proposes. Where nothing was refused, on to the proposals; else the reasons are shown,
 * and reading the file again changes nothing that was told already.
 */
@Path("/import/calendar")
@Blocking
public class CalendarPage {
    private final Calendars calendars;
    private final UploadedFiles files;
    private final SignedIn signedIn;
    private final Notices notices;
    private final Template page;

    @Inject
    public CalendarPage(
            Calendars calendars,
            UploadedFiles files,
            SignedIn signedIn,
            Notices notices,
            @Location("import-calendar") Template page) {
        this.calendars = calendars;
        this.files = files;
        this.signedIn = signedIn;
        this.notices = notices;
        this.page = page;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(SignedIn.ADMIN)
    @Operation(hidden = true)
    public Response read(@RestForm FileUpload file) {
        byte[] content = files.read(file);
        String name = files.name(file);
        CalendarApi.Answer answer =
                CalendarApi.answer(calendars.apply(signedIn.tenant(), content, name, signedIn.email()), false);
        if (answer.refused().isEmpty() && answer.proposed() > 0) {
            notices.done(name + " is read: "
                    + (answer.proposed() == 1 ? "1 proposal waits" : answer.proposed() + " proposals wait")
                    + " for a decision.");
            return Response.seeOther(URI.create("/proposals")).build();
        }
        return Response.ok(page.data("name", name).data("answer", answer).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .build();
    }
}
