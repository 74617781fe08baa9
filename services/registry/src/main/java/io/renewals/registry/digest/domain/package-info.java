/** What goes into a digest or a summary, from what was read. Pure: no framework, no clock; the same rows give the same figures. */
package io.renewals.registry.digest.domain;
