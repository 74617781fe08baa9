/**
 * What the four services with pages share: who is signed in, the page layout, and how a request is refused.
 *
 * <p>A service depends on this jar and includes {@code web/layout.html}; settings come with the jar
 * ({@code META-INF/microprofile-config.properties}). The tenant of a request is the signed-in person's, never a
 * parameter's: inject {@link io.renewals.web.SignedIn}. To refuse a request, throw
 * {@link io.renewals.web.Problem#raised()}; callers of {@code /api} get problem+json, people get a page that says
 * what to do next.
 */
package io.renewals.web;
