/**
 * State, one tenant at a time. A stateful handler runs inside one Postgres transaction that holds the inbox row of each event, the
 * service's own changes and the outbox rows of what follows from them ({@link io.renewals.store.Inbox}); one relay per service
 * publishes the outbox in order ({@link io.renewals.store.OutboxRelay}). Row-level security is forced: without a tenant a
 * connection sees no row.
 *
 * <p>Migrations: {@code db/store} (these tables), then the service's own {@code db/migration} from V0100 on; {@code ${schema}} is
 * replaced by the service's schema. Every table of a service carries {@code tenant}, forced row-level security and a policy
 * {@code using (tenant = current_setting('app.tenant', true))}, and grants to {@code "${schema}"} no more than it needs.
 */
package io.renewals.store;
