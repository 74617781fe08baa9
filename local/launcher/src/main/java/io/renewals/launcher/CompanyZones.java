package io.renewals.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By whose clock a mail is shown: of the company that sent or got it, as the sample rulebooks have it, so that mailbox and pages name
 * the same time; else this machine's.
 */
final class CompanyZones {
    private static final Pattern ZONE = Pattern.compile("(?m)^time_zone:\\s*(\\S+)");
    private static final Pattern DOMAIN = Pattern.compile("(?m)^from_domain:\\s*(\\S+)");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final Map<String, ZoneId> byDomain;

    /** @param byDomain mail domain, lower case, to the company's zone */
    CompanyZones(Map<String, ZoneId> byDomain) {
        this.byDomain = Map.copyOf(byDomain);
    }

    /** @param samples folder with the rulebooks; one that is missing knows no company */
    static CompanyZones of(Path samples) {
        Map<String, ZoneId> zones = new HashMap<>();
        if (Files.isDirectory(samples)) {
            try (Stream<Path> files = Files.list(samples)) {
                for (Path file : files.filter(each -> each.toString().endsWith("rulebook.yaml"))
                        .toList()) {
                    String rulebook = Files.readString(file);
                    Matcher zone = ZONE.matcher(rulebook);
                    Matcher domain = DOMAIN.matcher(rulebook);
                    if (zone.find() && domain.find()) {
                        zones.put(domain.group(1).toLowerCase(Locale.ROOT), ZoneId.of(zone.group(1)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + samples, e);
            }
        }
        return new CompanyZones(zones);
    }

    /** "21 Nov 2026, 11:26 EST" */
    String minute(KeptMail mail) {
        return MINUTE.format(mail.received().atZone(of(mail)));
    }

    /** The same with UTC beside it, for who compares it with a log. */
    String minuteAndUtc(KeptMail mail) {
        Instant received = mail.received();
        String there = minute(mail);
        return of(mail).getRules().getOffset(received).equals(ZoneOffset.UTC)
                ? there
                : there + " (" + UTC.format(received.atZone(ZoneOffset.UTC)) + " UTC)";
    }

    private ZoneId of(KeptMail mail) {
        return Stream.of(mail.from(), mail.recipient())
                .map(address -> address.substring(address.lastIndexOf('@') + 1)
                        .replace(">", "")
                        .strip()
                        .toLowerCase(Locale.ROOT))
                .filter(byDomain::containsKey)
                .findFirst()
                .map(byDomain::get)
                .orElse(ZoneId.systemDefault());
    }
}
