package io.renewals.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who works at the company, how they are, and the rulebook that says so on a given day. */
final class Cast {
    static final LocalDate FIRST_DAY = LocalDate.of(2027, 1, 1);
    static final LocalDate END = LocalDate.of(2027, 4, 1);
    static final LocalDate SICK_FROM = FIRST_DAY.plusDays(34);
    static final LocalDate LIAM_LEAVES = FIRST_DAY.plusDays(40);
    static final LocalDate CAP_FALLS = FIRST_DAY.plusDays(55);
    static final BigDecimal SMALL_CAP_BEFORE = BigDecimal.TEN;
    static final LocalDate OTHERS_LEFT_ALONE = FIRST_DAY.plusDays(62);
    static final String LEFT_ALONE_FOR = "in litigation with us";

    /** How somebody treats a queue. */
    enum Habit {
        /** Twice every business day, everything. */
        DILIGENT,
        /** Now and then, and half of it. */
        SLOW,
        /** Never. */
        IGNORES,
        /** Once a day: what nobody else cares about. */
        ADMIN
    }

    /** @param slackId null: reached by mail */
    record Person(String id, String name, String slackId, String delegate, String manager, Habit habit) {
        String email() {
            return id + "@acme.example";
        }
    }

    static final List<Person> PEOPLE = List.of(
            new Person("olga", "Olga Petrova", "U0OLGA", "omar", "zara", Habit.DILIGENT),
            new Person("omar", "Omar Haddad", "U0OMAR", "olga", "zara", Habit.SLOW),
            new Person("ines", "Ines Prado", "U0INES", "olga", "zara", Habit.IGNORES),
            new Person("jack", "Jack O'Neill", null, "kate", "zara", Habit.DILIGENT),
            new Person("kate", "Kate Winter", "U0KATE", "jack", "zara", Habit.DILIGENT),
            new Person("liam", "Liam Brandt", "U0LIAM", "kate", "zara", Habit.SLOW),
            new Person("mona", "Mona Lind", null, "jack", "ada", Habit.IGNORES),
            new Person("nils", "Nils Berg", "U0NILS", null, "zara", Habit.SLOW),
            new Person("zara", "Zara Khan", "U0ZARA", "olga", "ada", Habit.DILIGENT),
            new Person("ada", "Ada Okafor", "U0ADA", null, null, Habit.ADMIN));

    static final Duration REMINDED_AFTER = Duration.ofHours(24);
    static final Duration ESCALATED_AFTER = Duration.ofHours(48);

    /** Who decides on exceptions, for every tier. */
    static final List<String> APPROVERS = List.of("ada", "zara");

    private Cast() {}

    static Person named(String id) {
        return PEOPLE.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    static Optional<Person> byEmail(String email) {
        return PEOPLE.stream()
                .filter(each -> each.email().equalsIgnoreCase(email))
                .findFirst();
    }

    /** Those the rulebook of this day names. */
    static List<Person> presentOn(LocalDate day) {
        return PEOPLE.stream()
                .filter(each -> !each.id().equals("liam") || day.isBefore(LIAM_LEAVES))
                .toList();
    }

    /** Out of office on this day, by what the rulebook of that day says. */
    static boolean isAway(Person person, LocalDate day) {
        return absencesOf(person).stream().anyMatch(each -> !day.isBefore(each[0]) && !day.isAfter(each[1]));
    }

    private static List<LocalDate[]> absencesOf(Person person) {
        return switch (person.id()) {
            case "kate" -> List.<LocalDate[]>of(new LocalDate[] {FIRST_DAY.plusDays(20), FIRST_DAY.plusDays(33)});
            case "olga" -> List.<LocalDate[]>of(new LocalDate[] {SICK_FROM, SICK_FROM.plusDays(4)});
            default -> List.of();
        };
    }

    /** Days on which the rulebook is published anew. */
    static List<LocalDate> publications() {
        return List.of(FIRST_DAY, SICK_FROM, LIAM_LEAVES, CAP_FALLS, OTHERS_LEFT_ALONE);
    }

    /** The rulebook as it is published on this day. @param leftAlone accounts, at least one */
    static String rulebook(LocalDate day, List<String> leftAlone) {
        List<String> owners = new ArrayList<>();
        for (Person person : presentOn(day)) {
            StringBuilder yaml = new StringBuilder(
                    "  - id: " + person.id() + "\n    name: \"" + person.name() + "\"\n    email: " + person.email());
            if (person.slackId() != null) {
                yaml.append("\n    slack_id: ").append(person.slackId());
            }
            if (person.delegate() != null) {
                yaml.append("\n    delegate: ").append(person.delegate());
            }
            if (person.manager() != null) {
                yaml.append("\n    manager: ").append(person.manager());
            }
            String absences = absences(person, day);
            if (!absences.isEmpty()) {
                yaml.append("\n    out_of_office:").append(absences);
            }
            owners.add(yaml.toString());
        }
        String alone = leftAlone.stream()
                .map(account -> "  - {account: " + account + ", reason: \"" + LEFT_ALONE_FOR + "\"}")
                .collect(Collectors.joining("\n"));
        return template()
                .replace("@OWNERS@", String.join("\n", owners))
                .replace("@SMALL_CAP@", day.isBefore(CAP_FALLS) ? SMALL_CAP_BEFORE.toString() : "6")
                .replace("@SMALL_BAND@", day.isBefore(CAP_FALLS) ? "{min: 7, max: 8}" : "{min: 4, max: 6}")
                .replace("@LEFT_ALONE@", alone);
    }

    /** Kate plans her leave; that Olga is ill is known on the day. */
    private static String absences(Person person, LocalDate day) {
        return absencesOf(person).stream()
                .filter(each -> !person.id().equals("olga") || !day.isBefore(SICK_FROM))
                .map(each -> "\n      - {from: " + each[0] + ", to: " + each[1] + "}")
                .collect(Collectors.joining());
    }

    private static String template() {
        try (InputStream in = Cast.class.getResourceAsStream("/rulebook.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
