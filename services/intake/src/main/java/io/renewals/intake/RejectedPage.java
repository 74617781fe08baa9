package io.renewals.intake;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateInstance;
import io.renewals.web.PageLinks;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** What was refused, why, and what to do about it. */
@Path("/rejected")
@Blocking
public class RejectedPage {
    private final RejectedApi rejections;
    private final Template template;

    @Inject
    public RejectedPage(RejectedApi rejections, @Location("rejected") Template template) {
        this.rejections = rejections;
        this.template = template;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @RestQuery Optional<String> account, @RestQuery Optional<String> lane, @RestQuery Optional<String> after) {
        RejectedApi.Page page = rejections.list(account, lane, after, Optional.empty());
        Map<String, String> filters = Map.of("account", account.orElse(""), "lane", lane.orElse(""));
        return template.data("rows", page.rejections())
                .data("account", account.orElse(""))
                .data("lane", lane.orElse(""))
                .data("lanes", RejectionQuery.LANES)
                .data(
                        "filtered",
                        !account.orElse("").isBlank() || !lane.orElse("").isBlank())
                .data(
                        "links",
                        PageLinks.of(
                                "/rejected",
                                filters,
                                after.filter(text -> !text.isBlank()),
                                page.next().map(String::valueOf)));
    }
}
