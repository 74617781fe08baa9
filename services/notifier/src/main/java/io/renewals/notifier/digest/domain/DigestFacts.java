package io.renewals.notifier.digest.domain;

import io.renewals.notifier.domain.Person;
import java.util.List;

/**
 * What a digest says, figures written out. Names, reasons and evidence ids are somebody else's words and shown as data.
 *
 * @param kind weekly or monthly
 * @param from ISO date, first day
 * @param to ISO date, the day it was prepared on
 * @param whole true: the accounts of every owner
 */
public record DigestFacts(
        String tenant,
        String digestId,
        String kind,
        String from,
        String to,
        boolean whole,
        Person recipient,
        List<Section> sections) {
    public DigestFacts {
        sections = List.copyOf(sections);
    }

    /** @param link path of the page with all rows @param total the figure @param count rows behind it @param rows the first of them */
    public record Section(String title, String note, String link, String total, int count, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }

        /** Rows that are only behind the link, when so many are shown. */
        int beyond(int shown) {
            return Math.max(0, count - shown);
        }
    }

    /** @param link path of the account or card */
    public record Row(String accountName, String link, String figure, String detail, List<String> citations) {
        public Row {
            citations = List.copyOf(citations);
        }

        /** What it says beside the name, one line. */
        String words() {
            String evidence = citations.isEmpty() ? "" : " [" + String.join(", ", citations) + "]";
            return figure + (detail.isEmpty() ? "" : " · " + detail) + evidence;
        }
    }

    /** Of the whole message, in our own words. */
    String title() {
        String what = kind.equals("monthly") ? "Monthly summary" : "Weekly digest";
        return what + ", " + from + " to " + to;
    }

    String about() {
        return whole ? "The whole book." : "Your accounts, " + recipient.name() + ".";
    }
}
