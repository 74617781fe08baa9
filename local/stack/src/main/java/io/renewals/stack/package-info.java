/**
 * Starts the real components the product stands on: broker, schema registry, database and mail server.
 *
 * <p>{@link io.renewals.stack.Stack} is the way in. Two makers give the same thing: child processes
 * from Maven artefacts (the default, nothing to install) and Testcontainers
 * ({@code -Dstack=containers}). A whole build shares one running stack when {@code RENEWALS_STACK}
 * names its properties file; see {@link io.renewals.stack.SharedStack}.
 *
 * <p>Children never outlive the process that started them, also when that one is killed:
 * {@link io.renewals.stack.Watchdog}.
 */
package io.renewals.stack;
