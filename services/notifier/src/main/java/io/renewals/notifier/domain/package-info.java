/** What an owner is shown, and what follows from an attempt to show it. Pure: no framework, no clock. */
package io.renewals.notifier.domain;
