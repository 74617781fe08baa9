/** The whole product, started by its launcher and met from outside: what the acceptance and fault tests stand on. */
package io.renewals.e2e.product;
