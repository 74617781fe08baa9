package io.renewals.actionservice.sending;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An SMTP client that knows how far a conversation came: the difference between "not sent" and "nobody knows". */
final class StagedTransport extends SMTPTransport {
    enum Stage {
        /** No byte of the message has been handed over. */
        BEFORE_DATA,
        /** The server said 354 and the message is under way, or its end waits for a reply. */
        IN_DATA,
        /** The server took the message. */
        TAKEN
    }

    private Stage stage = Stage.BEFORE_DATA;

    StagedTransport(Session session) {
        super(session, new URLName("smtp", null, -1, null, null, null));
    }

    Stage stage() {
        return stage;
    }

    @Override
    protected OutputStream data() throws MessagingException {
        OutputStream out = super.data();
        stage = Stage.IN_DATA;
        return out;
    }

    @Override
    protected void finishData() throws java.io.IOException, MessagingException {
        super.finishData();
        stage = Stage.TAKEN;
    }
}
