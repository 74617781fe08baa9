/** What may be said and with which facts; pure. */
package io.renewals.drafter.domain;
