package io.renewals.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.renewals.standins.SlackStandIn;
import io.renewals.standins.slack.SlackFault;
import io.renewals.standins.slack.SlackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The workspace stand-in with our people in it; it refuses whatever Slack's limits refuse. */
final class Slack implements AutoCloseable {
    static final String TOKEN = "xoxb-acme-simulation";
    private static final String TEAM = "T0ACME";

    private final SlackStandIn standIn;

    Slack(Clock clock, List<Cast.Person> people) {
        standIn = new SlackStandIn(new SlackSettings(
                        0,
                        Map.of("xoxb-acme", TEAM),
                        "signing-secret-of-the-simulation",
                        "http://localhost:1/slack/interactions",
                        "http://localhost:1/slack/commands",
                        "http://localhost:1/slack/events",
                        clock))
                .start();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Cast.Person person : people) {
                if (person.slackId() != null) {
                    add(http, person);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(HttpClient http, Cast.Person person) throws IOException, InterruptedException {
        String member = new ObjectMapper()
                .writeValueAsString(
                        Map.of("id", person.slackId(), "team", TEAM, "name", person.id(), "email", person.email()));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + standIn.port() + "/control/users"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(member))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("the stand-in took no member: " + answer.body());
        }
    }

    String url() {
        return standIn.apiUrl();
    }

    /** Messages that are there, each counted once however often it was changed. */
    int posted() {
        return standIn.messages().size();
    }

    /** The next post is done and never answered. */
    void loseNextAnswer() {
        standIn.fault(SlackFault.DROP, 1, "chat.postMessage", 0);
    }

    /** The next post is put off. */
    void limitNextPost() {
        standIn.fault(SlackFault.RATELIMITED, 1, "chat.postMessage", 0);
    }

    @Override
    public void close() {
        standIn.close();
    }
}
