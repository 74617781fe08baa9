package io.renewals.actionservice;

import static io.renewals.actionservice.HttpSteps.approve;
import static io.renewals.actionservice.HttpSteps.awaitStatus;
import static io.renewals.actionservice.HttpSteps.sha256;
import static io.renewals.actionservice.HttpSteps.skip;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.renewals.schemas.Topics;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** The pages of cards, without scripts. */
@QuarkusTest
class CardPagesTest extends RunningService {
    /** A port that nobody listens on. */
    private static final int NO_SERVER = 1;

    @Test
    void thePagesShowTheCardAndTakeTheDecisionWithoutScripts() {
        String offer = steps.queue("paged");
        WebPerson maria = WebPerson.signedIn("maria");
        assertThat(maria.read("/queue?account=paged")).contains("Bayside paged");
        assertThat(maria.get("/cards/" + offer).asString())
                .contains("I would like to suggest Business at $80.10 per seat per month")
                .contains("Approve and send")
                .contains("/accounts/paged")
                .contains("/audit/offers/" + offer);

        Response refused = maria.post(
                "/cards/" + offer + "/edit",
                "sha256",
                sha256(offer),
                "revision",
                "1",
                "plan",
                "business",
                "discount",
                "40",
                "subject",
                "Hi",
                "text",
                "Hello");
        Response approved = maria.post("/cards/" + offer + "/approve", "sha256", sha256(offer), "revision", "1");

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.asString()).contains("15% cap for tier Mid-market").contains("value=\"40\"");
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(303);
        awaitStatus(offer, "sent");
        assertThat(maria.get("/cards/" + offer).asString()).contains("Sent</strong> to sam@paged.example");
        assertThat(maria.get("/queue?status=all").statusCode()).isEqualTo(200);
        assertThat(WebPerson.signedIn("otto").get("/queue").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageThatWatchesASendIsLoadedAnewOnceTheMailIsNoLongerOnItsWay() {
        String offer = steps.queue("lost-after-watched");
        WebPerson maria = WebPerson.signedIn("maria");
        mailPath.passOnTo(NO_SERVER);
        approve("maria", offer, sha256(offer)).then().statusCode(200);

        Response onItsWay = maria.get("/cards/" + offer + "/state");
        mailPath.passOnTo(mail.port());
        awaitStatus(offer, "unknown");
        Response inDoubt = maria.get("/cards/" + offer + "/state");

        assertThat(onItsWay.header("HX-Refresh")).isNull();
        assertThat(onItsWay.asString()).contains("hx-trigger=\"every 2s\"");
        assertThat(inDoubt.header("HX-Refresh")).isEqualTo("true");
        assertThat(inDoubt.asString()).contains("In doubt").doesNotContain("hx-trigger");
    }

    @Test
    void everyStateOfACardHasAPage() {
        String stale = steps.queue("page-stale");
        topics.publish(Topics.OFFER_QUEUED, "acme/page-stale", Drafts.queued("acme", "page-stale", 2));
        awaitStatus(stale, "stale");
        String skipped = steps.queue("page-skipped");
        skip("maria", skipped, "already_churned").then().statusCode(200);
        topics.publish(Topics.OFFER_HELD, "acme/page-held", Drafts.held("acme", "page-held"));
        String held = Drafts.offerId("acme", "page-held", 1);
        awaitStatus(held, "held");
        String doubt = steps.queue("lost-after-page");
        approve("maria", doubt, sha256(doubt)).then().statusCode(200);
        awaitStatus(doubt, "unknown");
        WebPerson maria = WebPerson.signedIn("maria");

        assertThat(maria.read("/cards/" + stale)).contains("revision 2 has taken its place");
        assertThat(maria.read("/cards/" + skipped)).contains("Already churned");
        assertThat(maria.read("/cards/" + held)).contains("Let it go");
        assertThat(maria.read("/cards/" + doubt)).contains("Did it arrive?");
        assertThat(maria.read("/queue")).contains("In doubt").contains("Held");
    }
}
