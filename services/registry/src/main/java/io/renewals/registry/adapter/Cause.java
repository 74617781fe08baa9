package io.renewals.registry.adapter;

/**
 * What a change follows from.
 *
 * @param id ce_id of an event, or id of a scan or request
 * @param correlationId of the occasion
 */
public record Cause(String id, String correlationId) {}
