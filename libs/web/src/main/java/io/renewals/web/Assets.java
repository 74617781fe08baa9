package io.renewals.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Properties;

/** Addresses of stylesheet and scripts, each naming its content so that a browser may keep it for good. */
@Named("assets")
@ApplicationScoped
public class Assets {

    private final String css = versioned("/web/renewals.css");
    private final String script = versioned("/web/renewals.js");
    private final String htmx = "/webjars/htmx.org/" + htmxVersion() + "/dist/htmx.min.js";

    public String getCss() {
        return css;
    }

    public String getScript() {
        return script;
    }

    public String getHtmx() {
        return htmx;
    }

    /**
     * htmx kept inside the content security policy (no injected style, no eval, same origin only), and a refusal
     * shown among the notices instead of swallowed.
     */
    public String getHtmxSettings() {
        return """
                {"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"responseHandling":[\
                {"code":"204","swap":false},{"code":"[23]..","swap":true},\
                {"code":"[45]..","swap":true,"error":true,"target":"#notices","swapOverride":"innerHTML"}]}""";
    }

    private static String versioned(String path) {
        try (InputStream in = resource("META-INF/resources" + path)) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return path + "?v=" + HexFormat.of().formatHex(digest, 0, 6);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the web jar lacks " + path, e);
        }
    }

    /** Read off the jar, so that the version stands in the build alone. */
    private static String htmxVersion() {
        var properties = new Properties();
        try (InputStream in = resource("META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new IllegalStateException("the htmx webjar does not tell its version", e);
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IOException("not on the class path: " + name);
        }
        return in;
    }
}
