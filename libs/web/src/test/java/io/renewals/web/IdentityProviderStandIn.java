package io.renewals.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A small OpenID provider: discovery, keys, a token endpoint that wants the proof key of each code, and an end of its sessions. */
public final class IdentityProviderStandIn implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "renewals-test";
    private static final String SECRET = "a-client-secret-of-some-length-for-tests";

    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> claims = new ConcurrentHashMap<>();
    /** The session behind each ID token that was given out: the person's subject. */
    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    private boolean endsSessions = true;
    private KeyPair keys;
    private HttpServer server;
    private String issuer;

    /** One without an end-session endpoint, for services that are left at their defaults. */
    static final Map<String, String> ENDS_NO_SESSIONS = Map.of("ends-sessions", "false");

    @Override
    public void init(Map<String, String> arguments) {
        endsSessions = Boolean.parseBoolean(arguments.getOrDefault("ends-sessions", "true"));
    }

    @Override
    public Map<String, String> start() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        issuer = "http://localhost:" + server.getAddress().getPort();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, published()));
        server.createContext("/token", this::token);
        server.start();
        Map<String, String> settings = new HashMap<>(Map.of(
                "renewals.oidc.issuer",
                issuer,
                "renewals.oidc.client-id",
                CLIENT,
                "renewals.oidc.client-secret",
                SECRET,
                "renewals.oidc.roles-claim",
                "realm_access/roles",
                "renewals.oidc.admin-role",
                "renewals-admin",
                "renewals.sign-in.local-users",
                "false"));
        if (endsSessions) {
            settings.put("renewals.oidc.sign-out-at-provider", "true");
        }
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(IdentityProviderStandIn.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** What the person's click on the provider's own page comes to. @return the address the browser is sent back to */
    URI signIn(URI authorize, ObjectNode person) {
        Map<String, String> query = query(authorize.getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put(code, query);
        claims.put(code, person);
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    }

    /** Whether the person would be let in without a password. */
    boolean hasSession(String subject) {
        return sessions.containsValue(subject);
    }

    /** What the end-session endpoint does with a browser that comes to it. @return the address it is sent back to */
    URI signOut(URI endSession) {
        Map<String, String> query = query(endSession.getRawQuery());
        String subject = sessions.get(query.getOrDefault("id_token_hint", ""));
        if (subject == null || !endSession.getPath().equals("/end-session")) {
            throw new IllegalArgumentException("no session is named by " + endSession);
        }
        sessions.values().removeIf(subject::equals);
        return URI.create(query.get("post_logout_redirect_uri") + "?state=" + query.get("state"));
    }

    static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), (a, b) -> b));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> request = asked.remove(form.getOrDefault("code", ""));
        boolean proved = request != null
                && request.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")));
        if (!proved) {
            answer(exchange, 400, json().put("error", "invalid_grant"));
            return;
        }
        ObjectNode person = claims.remove(form.get("code"));
        String idToken = token(person.deepCopy().put("nonce", request.get("nonce")));
        sessions.put(idToken, person.path("sub").asText());
        answer(
                exchange,
                200,
                json().put("token_type", "Bearer")
                        .put("expires_in", 300)
                        .put("access_token", token(person))
                        .put("id_token", idToken));
    }

    /** A signed token of the person, for this client. */
    String token(ObjectNode person) {
        long now = Instant.now().getEpochSecond();
        ObjectNode payload = person.deepCopy()
                .put("iss", issuer)
                .put("aud", CLIENT)
                .put("iat", now)
                .put("exp", now + 300);
        String signed = encoded(json().put("alg", "RS256").put("kid", "1").put("typ", "JWT")) + "." + encoded(payload);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode discovery() {
        ObjectNode document = json().put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/authorize")
                .put("token_endpoint", issuer + "/token")
                .put("jwks_uri", issuer + "/keys");
        return endsSessions ? document.put("end_session_endpoint", issuer + "/end-session") : document;
    }

    private ObjectNode published() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        ObjectNode published = json();
        published
                .putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("kid", "1")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("n", base64(unsigned(key.getModulus().toByteArray())))
                .put("e", base64(key.getPublicExponent().toByteArray()));
        return published;
    }

    static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
    }

    private static String challenge(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(ObjectNode json) {
        return base64(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) {
        try (exchange) {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cookies a browser would hold. */
    static final class Jar {
        private final Map<String, String> cookies = new HashMap<>();

        Map<String, String> all() {
            return cookies;
        }

        void take(io.restassured.response.Response response) {
            response.getDetailedCookies().forEach(cookie -> {
                if (cookie.getMaxAge() == 0) {
                    cookies.remove(cookie.getName());
                } else {
                    cookies.put(cookie.getName(), cookie.getValue());
                }
            });
        }
    }
}
