package io.renewals.actionservice.web;

import io.renewals.actionservice.adapter.QueueStore.Order;
import io.renewals.actionservice.adapter.QueueStore.Sort;
import io.renewals.rulebook.Play;
import io.renewals.web.PageLinks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The filters and the order as the queue's form and headings show them. */
public record QueueView(
        String status,
        String owner,
        String tier,
        String play,
        String text,
        String sort,
        String dir,
        String heading,
        List<Column> columns) {

    /**
     * The head of a column.
     *
     * @param href to the list in this column's order, or the other way round where it has it; empty: no order goes by it
     * @param sorted ascending, descending, or empty where the list goes by another column
     */
    public record Column(String title, String href, String sorted, boolean number) {}

    private record Head(String title, Optional<Sort> sort, boolean number) {}

    private static final List<Head> HEADS = List.of(
            new Head("Account", Optional.of(Sort.ACCOUNT), false),
            new Head("Offer", Optional.empty(), false),
            new Head("Discount", Optional.of(Sort.DISCOUNT), true),
            new Head("New ARR", Optional.of(Sort.ARR), true),
            new Head("Notice by", Optional.of(Sort.DEADLINE), false),
            new Head("Owner", Optional.empty(), false),
            new Head("State", Optional.of(Sort.AGE), false));

    static QueueView of(QueueQuery wanted) {
        Order order = wanted.order();
        return new QueueView(
                QueueQuery.text(wanted.status),
                QueueQuery.text(wanted.owner),
                QueueQuery.text(wanted.tier),
                QueueQuery.text(wanted.play),
                wanted.kept().get("q"),
                name(order.sort()),
                QueueQuery.text(wanted.dir),
                QueuePages.heading(QueueQuery.text(wanted.status)),
                HEADS.stream().map(head -> column(head, wanted, order)).toList());
    }

    private static Column column(Head head, QueueQuery wanted, Order order) {
        if (head.sort().isEmpty()) {
            return new Column(head.title(), "", "", head.number());
        }
        Sort sort = head.sort().get();
        boolean isThis = order.sort() == sort;
        Map<String, String> next = new HashMap<>(Map.of("sort", name(sort), "dir", ""));
        if (isThis) {
            next.put("dir", order.equals(sort.order(true)) ? "asc" : "desc");
        }
        String sorted = isThis ? (order.descending() ? "descending" : "ascending") : "";
        return new Column(head.title(), link(wanted, next), sorted, head.number());
    }

    /** The same list with some of it another way, from its first page. */
    static String link(QueueQuery wanted, Map<String, String> other) {
        Map<String, String> all = wanted.kept();
        all.putAll(other);
        return PageLinks.of("/queue", all, Optional.of("start"), Optional.empty())
                .first()
                .orElseThrow();
    }

    private static String name(Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT);
    }

    public boolean isAny() {
        return !(status + owner + tier + play + text).isEmpty();
    }

    public List<String> statuses() {
        return QueueQuery.STATUSES;
    }

    public List<String> plays() {
        return Arrays.stream(Play.values()).map(Enum::name).toList();
    }

    public List<String> sorts() {
        return Arrays.stream(Sort.values()).map(QueueView::name).toList();
    }
}
