/**
 * What every service needs to exchange events: the envelope, deterministic ids, the Avro serde over the Confluent registry
 * protocol, stateless handlers ({@link io.renewals.messaging.Pipeline}), dead letters, and tables held in memory from compacted
 * topics. It knows no business noun.
 *
 * <p>A failure leaves a handler in one of two ways: {@link io.renewals.messaging.Retriable} is tried again in place, in order,
 * until it works or the service stops; {@link io.renewals.messaging.Poison} is dead-lettered with its bytes and reason, and the
 * next event goes on. Any other exception is a bug in the handler and is dead-lettered too, so that it stops nobody.
 */
package io.renewals.messaging;
