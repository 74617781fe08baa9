package io.renewals.rulebook.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import io.renewals.rulebook.Money;
import io.renewals.rulebook.Percent;
import io.renewals.rulebook.RulebookRefused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads values and parts out of a tree; whatever a part refuses becomes a problem with its line and column. */
final class TreeReader {
    private final YamlTree tree;
    private final List<Problem> problems = new ArrayList<>();

    TreeReader(YamlTree tree) {
        this.tree = tree;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The part, or null and a problem for each of its flaws. */
    <T> T part(String path, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (RulebookRefused refused) {
            refused.flaws().forEach(flaw -> refuse(path + flaw.path(), flaw.what(), flaw.whatToDo()));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            refuse(path, wrong.getMessage(), "correct the value");
        }
        return null;
    }

    <T> List<T> list(String path, BiFunction<String, JsonNode, T> maker) {
        List<T> items = new ArrayList<>();
        JsonNode nodes = tree.root().at(path);
        for (int i = 0; i < nodes.size(); i++) {
            String place = path + "/" + i;
            JsonNode node = nodes.get(i);
            T item = part(place, () -> maker.apply(place, node));
            if (item != null) {
                items.add(item);
            }
        }
        return items;
    }

    Percent percent(String path, JsonNode node, String key) {
        return part(path + "/" + key, () -> new Percent(node.path(key).decimalValue()));
    }

    Money money(String path, JsonNode node, String key, Currency currency) {
        return part(path + "/" + key, () -> new Money(node.path(key).decimalValue(), currency));
    }

    LocalDate date(String path, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            refuse(path, "'" + text + "' is not a date", "write it as 2026-12-31");
            return null;
        }
    }

    static BigDecimal number(JsonNode node, String key, String ifAbsent) {
        return node.has(key) ? node.path(key).decimalValue() : new BigDecimal(ifAbsent);
    }

    static String text(JsonNode node, String key) {
        return node.path(key).asText();
    }

    static Optional<String> optional(JsonNode node, String key) {
        return node.has(key) ? Optional.of(text(node, key)) : Optional.empty();
    }

    static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        node.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    void refuse(String path, String what, String whatToDo) {
        problems.add(tree.problem(path, what, whatToDo));
    }
}
