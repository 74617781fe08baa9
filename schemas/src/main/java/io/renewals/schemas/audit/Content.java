package io.renewals.schemas.audit;

/**
 * The part of an entry that may hold personal data. The chain covers only its salted digest: where it is erased, salt and all, the
 * digest says nothing any more and the chain stays whole.
 *
 * @param salt 32 random bytes, lower-case hex
 * @param payloadSha256 SHA-256 of the bytes as they came, lower-case hex
 * @param headers the headers that are not fields of the entry, a JSON object
 * @param body the event as JSON, or its bytes in base64
 */
public record Content(String salt, String payloadSha256, String headers, String body) {}
