/** Rulebooks to and from YAML, with a line and a column for everything that is wrong. The text is not trusted. */
package io.renewals.rulebook.yaml;
