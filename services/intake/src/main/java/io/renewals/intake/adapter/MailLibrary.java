package io.renewals.intake.adapter;

import io.renewals.intake.domain.MailSyntax;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.regex.Pattern;

/** Mail addresses by Jakarta Mail's grammar, less what no mail server of a customer takes. */
public final class MailLibrary implements MailSyntax {
    /** Host names of two labels or more: an offer goes to the internet. Internationalised ones are sent in their ASCII form. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    private static final int LOCAL_CHARS = 64;

    @Override
    public boolean isAddress(String text) {
        int at = text.lastIndexOf('@');
        if (at < 1
                || at > LOCAL_CHARS
                || text.charAt(0) == '"'
                || !DOMAIN.matcher(text.substring(at + 1)).matches()) {
            return false;
        }
        try {
            InternetAddress address = new InternetAddress(text, true);
            address.validate();
            return text.equals(address.getAddress())
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                    && text.substring(0, at).chars().noneMatch(c -> "()<>[]:;@\\,\"".indexOf(c) >= 0);
        } catch (AddressException e) {
            return false;
        }
    }
}
