package io.renewals.standins.slack;

import io.renewals.standins.http.Request;
import io.renewals.standins.http.Response;

final class SlackPages {
    SlackPages(Workspace workspace, Views views, Interactions interactions) {}

    Response handle(String path, Request request) {
        return Response.error(404, "not yet");
    }
}
