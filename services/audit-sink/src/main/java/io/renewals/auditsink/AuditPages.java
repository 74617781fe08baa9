package io.renewals.auditsink;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.auditsink.SealEvents.ChainHead;
import io.renewals.schemas.Topic;
import io.renewals.schemas.Topics;
import io.renewals.schemas.audit.Sealed;
import io.renewals.web.PageLinks;
import io.renewals.web.PageTime;
import io.renewals.web.Problem;
import io.renewals.web.SignedIn;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The trail for people. */
@Path("/audit")
@Blocking
@Produces(MediaType.TEXT_HTML)
public class AuditPages {
    private static final int PAGE = 50;
    private static final int LONGEST_TIMELINE = 500;
    private static final List<String> TYPES = Topics.ALL.stream()
            .map(Topic::name)
            .filter(name -> !name.equals(Topics.AUDIT_ENTRY))
            .toList();

    @Inject
    SignedIn signedIn;

    @Inject
    PageTime time;

    @Inject
    TrailReads reads;

    @Inject
    SignHeads heads;

    @Inject
    Verifying verifying;

    @Inject
    @Location("audit/list")
    Template list;

    @Inject
    @Location("audit/offer")
    Template offer;

    @Inject
    @Location("audit/entry")
    Template entry;

    @Inject
    @Location("audit/chain")
    Template chain;

    @GET
    public TemplateInstance recent(@BeanParam Search search) {
        return page("/audit", "", search);
    }

    @GET
    @Path("/accounts/{account}")
    public TemplateInstance account(@PathParam("account") String account, @BeanParam Search search) {
        search.account = account;
        return page("/audit/accounts/" + PageWords.urlPart(account), account, search);
    }

    @GET
    @Path("/entries/{sequence}")
    public TemplateInstance entry(@PathParam("sequence") long sequence) {
        return reads.one(signedIn.tenant(), sequence)
                .map(found -> entry.data("entry", Shown.of(found)))
                .orElseThrow(() -> Problem.notFound("The trail has no entry " + sequence + ".")
                        .raised());
    }

    /** From the daily check to the send, in the order it happened. */
    @GET
    @Path("/offers/{offerId}")
    public TemplateInstance offer(@PathParam("offerId") String offerId) {
        List<Sealed> entries = reads.oldest(
                signedIn.tenant(), new TrailReads.Filter(null, offerId, null, null, null), 0, LONGEST_TIMELINE);
        if (entries.isEmpty()) {
            throw Problem.notFound("The trail has nothing about this offer.").raised();
        }
        return offer.data("offerId", offerId)
                .data("account", entries.getFirst().fact().account())
                .data("entries", inOrder(entries).stream().map(Shown::of).toList())
                .data("cut", entries.size() == LONGEST_TIMELINE);
    }

    @GET
    @Path("/chain")
    public TemplateInstance chain() {
        return chainPage(null);
    }

    @GET
    @Path("/chain/verified")
    @RolesAllowed({SignedIn.AUDITOR, SignedIn.ADMIN})
    public TemplateInstance verified() {
        return chainPage(verifying.verify(signedIn.tenant()));
    }

    private TemplateInstance chainPage(Verifying.Verified verified) {
        ChainHead head = reads.head(signedIn.tenant());
        return chain.data("sequence", head.sequence())
                .data("hash", head.hash())
                .data("signed", reads.lastSigned(signedIn.tenant()).orElse(null))
                .data("publicKey", heads.publicKey())
                .data("mayTake", mayTake())
                .data("verified", verified);
    }

    private TemplateInstance page(String path, String account, Search search) {
        long before = search.before();
        List<Sealed> found = reads.newest(signedIn.tenant(), search.filter(time.zone()), before, PAGE + 1);
        List<Shown> entries = found.stream().limit(PAGE).map(Shown::of).toList();
        Optional<String> after = before == Long.MAX_VALUE ? Optional.empty() : Optional.of(Long.toString(before));
        Optional<String> next = found.size() > PAGE
                ? Optional.of(Long.toString(entries.getLast().sequence()))
                : Optional.empty();
        PageLinks csv = PageLinks.of("/api/audit/export.csv", search.parameters(), Optional.of(""), Optional.empty());
        return list.data("entries", entries)
                .data("path", path)
                .data("account", account)
                .data("search", search)
                .data("types", TYPES)
                .data("mayTake", mayTake())
                .data("csv", csv.first().orElseThrow())
                .data("links", PageLinks.of(path, search.parameters(), after, next));
    }

    private boolean mayTake() {
        return signedIn.has(SignedIn.AUDITOR) || signedIn.isAdmin();
    }

    /**
     * By when it happened; a stateless step carries its cause's time, so where times are equal the flow's own order decides, then
     * the trail's.
     */
    static List<Sealed> inOrder(List<Sealed> entries) {
        return entries.stream()
                .sorted(Comparator.comparing((Sealed entry) -> entry.fact().occurredAt())
                        .thenComparing(entry -> TYPES.indexOf(entry.fact().topic()))
                        .thenComparing(Sealed::sequence))
                .toList();
    }
}
