package io.renewals.actionservice.web;

import io.renewals.actionservice.adapter.QueueStore.Filter;
import io.renewals.actionservice.adapter.QueueStore.Key;
import io.renewals.actionservice.adapter.QueueStore.Order;
import io.renewals.actionservice.adapter.QueueStore.Sort;
import io.renewals.actionservice.domain.CardState;
import io.renewals.web.Problem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What of the queue is wanted and in which order, as it stands in the address of page and API alike. */
public class QueueQuery {
    static final List<String> STATUSES = Arrays.stream(CardState.Status.values())
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .toList();
    private static final List<String> SORTS = Arrays.stream(Sort.values())
            .map(sort -> sort.name().toLowerCase(Locale.ROOT))
            .toList();

    @RestQuery
    @Parameter(
            description = "queued, held, snoozed, approved, sending, unknown, sent, skipped, stale or expired; several"
                    + " with commas; empty: queued, held and unknown; all: every one")
    public Optional<String> status;

    @RestQuery
    @Parameter(description = "e-mail of who owns the card now; me: the signed-in person")
    public Optional<String> owner;

    @RestQuery
    @Parameter(description = "tier id")
    public Optional<String> tier;

    @RestQuery
    @Parameter(description = "upgrade, downgrade, loyalty or renewal, as the offer names it")
    public Optional<String> play;

    @RestQuery
    @Parameter(description = "account id, or part of its name")
    public Optional<String> q;

    @RestQuery
    @Parameter(description = "the former name of q")
    public Optional<String> account;

    @RestQuery
    @Parameter(description = "deadline (of the notice; the default), arr, discount, account or age")
    public Optional<String> sort;

    @RestQuery
    @Parameter(description = "asc or desc; empty: nearest, most, A to Z or oldest first")
    public Optional<String> dir;

    @RestQuery
    @Parameter(description = "`next` of the page before, in the same order")
    public Optional<String> after;

    /** @param me e-mail of the signed-in person @param usual statuses where none is named */
    Filter filter(String me, List<String> usual) {
        return new Filter(
                statuses(usual),
                present(owner).map(who -> who.equals("me") ? me : who),
                present(tier),
                present(play),
                present(q).or(() -> present(account)));
    }

    private List<String> statuses(List<String> usual) {
        Optional<String> named = present(status);
        if (named.isEmpty()) {
            return usual;
        }
        if (named.get().equals("all")) {
            return List.of();
        }
        List<String> wanted = Arrays.stream(named.get().split(","))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
        wanted.stream().filter(each -> !STATUSES.contains(each)).findFirst().ifPresent(unknown -> {
            throw Problem.badRequest("status '" + unknown + "' does not exist; there are " + STATUSES + " and all.")
                    .raised();
        });
        return wanted;
    }

    Order order() {
        String by = present(sort).orElse("deadline").toLowerCase(Locale.ROOT);
        if (!SORTS.contains(by)) {
            throw Problem.badRequest("sort '" + by + "' does not exist; there are " + SORTS + ".")
                    .raised();
        }
        Sort wanted = Sort.valueOf(by.toUpperCase(Locale.ROOT));
        return present(dir)
                .map(direction -> switch (direction.toLowerCase(Locale.ROOT)) {
                    case "asc" -> wanted.order(false);
                    case "desc" -> wanted.order(true);
                    default -> throw Problem.badRequest("dir is asc or desc.").raised();
                })
                .orElseGet(wanted::natural);
    }

    Optional<Key> key() {
        return present(after).map(text -> Key.parse(text).orElseThrow(QueueQuery::badKey));
    }

    static Problem.Raised badKey() {
        return Problem.badRequest("after is not the `next` of a page in this order. Begin again without it.")
                .raised();
    }

    /** All that a link to another page of the same list keeps. */
    Map<String, String> kept() {
        Map<String, String> all = new HashMap<>();
        all.put("status", text(status));
        all.put("owner", text(owner));
        all.put("tier", text(tier));
        all.put("play", text(play));
        all.put("q", present(q).or(() -> present(account)).orElse(""));
        all.put("sort", text(sort));
        all.put("dir", text(dir));
        return all;
    }

    static String text(Optional<String> value) {
        return present(value).orElse("");
    }

    static Optional<String> present(Optional<String> text) {
        return text == null ? Optional.empty() : text.map(String::strip).filter(each -> !each.isEmpty());
    }
}
