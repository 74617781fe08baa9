package io.renewals.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.stack.MailServer;
import io.renewals.stack.Ports;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailboxTest {
    private static final CompanyZones ZONES = new CompanyZones(Map.of("acme.example", ZoneId.of("America/New_York")));

    @TempDir
    Path folder;

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void aMailIsThereWhenItsSenderHearsYesAndAfterARestart() throws Exception {
        int smtp = Ports.free();
        try (MailServer server = MailServer.start(smtp, new MailFolder(folder)::keep)) {
            send(smtp, "Your renewal", "<p>Hello <script>steal()</script></p>");
        }

        MailFolder afterRestart = new MailFolder(folder);

        assertThat(afterRestart.all()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Your renewal");
            assertThat(mail.recipient()).isEqualTo("dana@bayside.example");
            assertThat(mail.from()).isEqualTo("maria@acme.example");
        });
    }

    @Test
    void foreignMarkupIsShownInASandboxOnly() throws Exception {
        MailFolder mails = withOneMail();
        try (MailboxSite site = new MailboxSite(0, mails, ZONES)) {
            HttpResponse<String> page = get(site, "/mailbox/1");
            HttpResponse<String> body = get(site, "/mailbox/1/html");

            assertThat(page.body())
                    .contains("<iframe class=\"letter\" sandbox=")
                    .doesNotContain("steal()");
            assertThat(page.body()).contains("&lt;b&gt;Bold&lt;/b&gt; subject");
            assertThat(body.body()).contains("steal()");
            assertThat(body.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("sandbox")
                    .doesNotContain("allow-scripts")
                    .contains("default-src 'none'");
        }
    }

    @Test
    void timesAreTheCompanysAndNameTheirZone() throws Exception {
        MailFolder mails = withOneMail();
        String there = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH)
                .format(mails.all().getFirst().received().atZone(ZoneId.of("America/New_York")));
        try (MailboxSite site = new MailboxSite(0, mails, ZONES)) {
            assertThat(get(site, "/mailbox").body()).contains(">" + there + "</time>");
            assertThat(get(site, "/mailbox/1").body())
                    .contains(">" + there + " (")
                    .contains(" UTC)</time>");
        }
    }

    @Test
    void aMailThatIsGoneLeadsBackToTheOthers() throws Exception {
        try (MailboxSite site = new MailboxSite(0, withOneMail(), ZONES)) {
            HttpResponse<String> gone = get(site, "/mailbox/99");

            assertThat(gone.statusCode()).isEqualTo(404);
            assertThat(gone.body()).contains("No such mail", "href=\"/mailbox\"");
        }
    }

    @Test
    void theApiListsAndDeletes() throws Exception {
        try (MailboxSite site = new MailboxSite(0, withOneMail(), ZONES)) {
            JsonNode mails =
                    new ObjectMapper().readTree(get(site, "/mailbox/api/mails").body());
            assertThat(mails).hasSize(1);
            assertThat(mails.get(0).get("recipient").asText()).isEqualTo("dana@bayside.example");

            HttpRequest.Builder delete = request(site, "/mailbox/api/mails").DELETE();
            assertThat(browser.send(delete.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(204);

            assertThat(get(site, "/mailbox/api/mails").body()).isEqualTo("[]");
            assertThat(new MailFolder(folder).all()).isEmpty();
        }
    }

    @Test
    void anotherSiteCannotEmptyIt() throws Exception {
        try (MailboxSite site = new MailboxSite(0, withOneMail(), ZONES)) {
            HttpRequest post = request(site, "/mailbox/delete-all")
                    .header("Sec-Fetch-Site", "cross-site")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();

            assertThat(browser.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        }
    }

    private MailFolder withOneMail() throws Exception {
        MailFolder mails = new MailFolder(folder);
        mails.keep(mail("<b>Bold</b> subject", "<p>Hello <script>steal()</script></p>"), "dana@bayside.example");
        return mails;
    }

    private static void send(int port, String subject, String html) throws Exception {
        Transport.send(mail(port, subject, html));
    }

    private static MimeMessage mail(String subject, String html) throws Exception {
        return mail(0, subject, html);
    }

    private static MimeMessage mail(int port, String subject, String html) throws Exception {
        Properties settings = new Properties();
        settings.setProperty("mail.smtp.host", "localhost");
        settings.setProperty("mail.smtp.port", Integer.toString(port));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom(new InternetAddress("maria@acme.example"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("dana@bayside.example"));
        mail.setSubject(subject);
        mail.setContent(html, "text/html; charset=utf-8");
        mail.saveChanges();
        return mail;
    }

    private HttpResponse<String> get(MailboxSite site, String path) throws Exception {
        return browser.send(request(site, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(MailboxSite site, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + site.port() + path));
    }
}
