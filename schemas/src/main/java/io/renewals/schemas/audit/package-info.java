/**
 * The sealed trail as arithmetic: what an entry's hash covers, how a head is signed, and how an export is verified. Nothing here
 * needs more than a JDK, so that the sink, the command line and anybody else's program verify by the same few lines.
 * {@code docs/audit-trail.md} has the formula in words and a version in Python.
 */
package io.renewals.schemas.audit;
