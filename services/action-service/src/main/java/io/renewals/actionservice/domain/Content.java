package io.renewals.actionservice.domain;

/** What a person decides on: the offer and the mail that makes it. */
public record Content(Offer offer, Message message) {}
