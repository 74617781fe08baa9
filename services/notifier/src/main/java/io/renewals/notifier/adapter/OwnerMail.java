package io.renewals.notifier.adapter;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.renewals.notifier.NotifierConfig;
import io.renewals.notifier.domain.CardLetter;
import io.renewals.notifier.domain.Delivery;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;

/** Mail to owners, one attempt each. It never carries a customer's address: what is sent to customers is not sent here. */
@ApplicationScoped
public class OwnerMail {
    private final ReactiveMailer mailer;
    private final NotifierConfig config;
    /**
     * All mail goes out on this one event loop. Asked from another thread the client opens its connection on one loop and listens on
     * another, and a server that greets at once is not heard: the mail would wait for its timeout, and then be in doubt.
     */
    private final Context loop;

    @Inject
    public OwnerMail(ReactiveMailer mailer, NotifierConfig config, Vertx vertx) {
        this.mailer = mailer;
        this.config = config;
        this.loop = vertx.getOrCreateContext();
    }

    /** @param messageId with angle brackets */
    public Delivery send(String to, String messageId, CardLetter letter) {
        try {
            Mail mail = Mail.withHtml(to, letter.subject(), letter.html())
                    .setText(letter.text())
                    .addHeader("Message-ID", messageId)
                    .addHeader("Auto-Submitted", "auto-generated");
            Uni.createFrom()
                    .voidItem()
                    .emitOn(task -> loop.runOnContext(begun -> task.run()))
                    .chain(() -> mailer.send(mail))
                    .await()
                    .atMost(config.callTimeout());
            return new Delivery.Taken("", messageId);
        } catch (RuntimeException e) {
            return judged(e);
        }
    }

    private static Delivery judged(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case SMTPException reply -> {
                    return reply.isPermanent()
                            ? new Delivery.Refused("mail server: " + reply.getMessage())
                            : new Delivery.NotTaken("mail server: " + reply.getMessage(), Optional.empty());
                }
                case ConnectException refused -> {
                    return new Delivery.NotTaken("mail server: " + refused.getMessage(), Optional.empty());
                }
                case UnknownHostException unknown -> {
                    return new Delivery.NotTaken("mail server: " + unknown.getMessage(), Optional.empty());
                }
                case IllegalArgumentException unfit -> {
                    return new Delivery.Refused("no mail can be made of it: " + unfit.getMessage());
                }
                default -> {
                    // Its cause may say more.
                }
            }
        }
        return new Delivery.InDoubt("no outcome from the mail server: " + failure);
    }
}
