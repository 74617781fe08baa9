package io.renewals.intake;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.intake.adapter.SheetStore;
import io.renewals.intake.adapter.WatchStore;
import io.renewals.intake.domain.SheetColumn;
import io.renewals.messaging.Ids;
import io.renewals.store.Transactions;
import io.renewals.web.Notices;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The accounts sheet for people: upload, see what it would do, apply exactly that. */
@Path("/import")
@Blocking
public class ImportPage {
    private static final int VERSIONS = 20;
    private static final Duration UPLOADS_KEPT = Duration.ofDays(1);

    private final Sheets sheets;
    private final SheetStore store;
    private final WatchStore watch;
    private final Transactions transactions;
    private final UploadedFiles files;
    private final SignedIn signedIn;
    private final Notices notices;
    private final Template overview;
    private final Template dryRun;

    @Inject
    public ImportPage(
            Sheets sheets,
            SheetStore store,
            WatchStore watch,
            Transactions transactions,
            UploadedFiles files,
            SignedIn signedIn,
            Notices notices,
            @Location("import") Template overview,
            @Location("import-check") Template dryRun) {
        this.sheets = sheets;
        this.store = store;
        this.watch = watch;
        this.transactions = transactions;
        this.files = files;
        this.signedIn = signedIn;
        this.notices = notices;
        this.overview = overview;
        this.dryRun = dryRun;
    }

    /** What the first page shows, read in one transaction. */
    private record Overview(
            List<SheetStore.Version> versions,
            Optional<WatchStore.State> watched,
            Optional<WatchStore.State> calendar) {}

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance overview() {
        Overview seen = transactions.inTenant(
                signedIn.tenant(),
                work -> new Overview(
                        store.versions(work, VERSIONS),
                        watch.state(work, WatchStore.Kind.SHEET),
                        watch.state(work, WatchStore.Kind.CALENDAR)));
        return overview.data("versions", seen.versions())
                .data("watched", seen.watched())
                .data("calendar", seen.calendar())
                .data("columns", List.of(SheetColumn.values()))
                .data("admin", signedIn.mayAdminister());
    }

    /** Keeps the file and shows its dry run under its own address, so that reloading repeats nothing. */
    @POST
    @Path("check")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed(SignedIn.ADMIN)
    public Response check(@RestForm FileUpload file) {
        byte[] content = files.read(file);
        String sha256 = Ids.sha256(content);
        transactions.useTenant(
                signedIn.tenant(),
                work -> store.keepUpload(
                        work,
                        sha256,
                        files.name(file),
                        signedIn.email(),
                        content,
                        work.now().minus(UPLOADS_KEPT)));
        return Response.seeOther(URI.create("/import/check/" + sha256)).build();
    }

    @GET
    @Path("check/{sha256}")
    @Produces(MediaType.TEXT_HTML)
    @RolesAllowed(SignedIn.ADMIN)
    public TemplateInstance dryRun(@RestPath String sha256) {
        SheetStore.Upload upload = upload(sha256);
        Sheets.Result result = sheets.dryRun(signedIn.tenant(), upload.content());
        return dryRun.data("upload", upload)
                .data("result", result)
                .data("sheet", result.comparison())
                .data("counts", ImportApi.counts(result.comparison()));
    }

    /** Applies the bytes whose dry run was shown, against the version it was shown for, or nothing. */
    @POST
    @Path("apply")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(SignedIn.ADMIN)
    public Response apply(@RestForm String sha256, @RestForm Integer base) {
        if (sha256 == null || base == null) {
            throw Problem.badRequest("Apply a sheet from its dry run.").raised();
        }
        SheetStore.Upload upload = upload(sha256);
        Sheets.Result result = sheets.apply(
                signedIn.tenant(), upload.content(), Optional.of(base), upload.fileName(), signedIn.email());
        ImportApi.Counts counts = ImportApi.counts(result.comparison());
        if (result.alreadyApplied()) {
            notices.done("This file is version " + result.base() + " of the sheet already; nothing was done again.");
        } else {
            notices.done("Version " + result.version().orElseThrow() + " is applied: " + counts.added() + " added, "
                    + counts.changed() + " changed, " + counts.refused() + " refused.");
        }
        return Response.seeOther(URI.create("/import")).build();
    }

    private SheetStore.Upload upload(String sha256) {
        return transactions
                .inTenant(signedIn.tenant(), work -> store.upload(work, sha256))
                .orElseThrow(() -> Problem.notFound("Uploads are kept for a day. Upload the file again.")
                        .raised());
    }
}
