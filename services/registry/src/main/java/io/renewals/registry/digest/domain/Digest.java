package io.renewals.registry.digest.domain;

import java.util.List;

/**
 * One message for one person.
 *
 * @param whole true: it counts the accounts of every owner; false: those of the recipient
 */
public record Digest(Person recipient, boolean whole, Period period, List<Section> sections) {
    public Digest {
        sections = List.copyOf(sections);
    }

    /** A row's detail as its message has it: in the whole book's it says whose the account is. */
    public String told(Row row) {
        return whole ? Words.line(row.detail(), row.owner().name()) : row.detail();
    }

    /**
     * One figure with all the rows behind it.
     *
     * @param id stable, part of its page's address
     * @param note what is counted; of an empty section, that there is nothing
     * @param total the figure in words
     */
    public record Section(String id, String title, String note, String total, List<Row> rows) {
        public Section {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One account behind a figure.
     *
     * @param link path of its page or card
     * @param figure what is counted, in words
     * @param detail one line; may be empty
     * @param citations evidence ids, strongest first
     */
    public record Row(
            String account,
            String accountName,
            String link,
            String figure,
            String detail,
            List<String> citations,
            Person owner) {
        public Row {
            citations = List.copyOf(citations);
        }
    }
}
