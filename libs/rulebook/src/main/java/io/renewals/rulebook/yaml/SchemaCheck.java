package io.renewals.rulebook.yaml;

import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds a document against the JSON Schema in the jar: which keys there are, and of which shape. */
final class SchemaCheck {
    static final String RESOURCE = "/io/renewals/rulebook/rulebook.schema.json";
    private static final JsonSchema SCHEMA = load();

    private SchemaCheck() {}

    private static JsonSchema load() {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text(), config);
    }

    static String text() {
        try (InputStream in = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the rulebook schema cannot be read from the jar", e);
        }
    }

    static List<Problem> check(YamlTree tree) {
        return SCHEMA.validate(tree.root()).stream()
                .map(message -> problem(tree, message))
                .toList();
    }

    private static Problem problem(YamlTree tree, ValidationMessage message) {
        String path = pointer(message.getInstanceLocation());
        String detail = sentence(message, path);
        return switch (message.getType()) {
            case "additionalProperties" ->
                tree.keyProblem(
                        path + "/" + YamlTree.escape(message.getProperty()),
                        "there is no such key",
                        "remove it or correct its spelling");
            case "required" -> tree.problem(path, "'" + message.getProperty() + "' is missing", "add it");
            case "type" ->
                tree.problem(path, detail, "write it as the schema says, text that looks like a number in quotes");
            case "pattern" -> tree.problem(path, "is not written as expected", hint(message));
            default -> tree.problem(path, detail, "correct the value");
        };
    }

    /** The schema says beside a pattern, in words, what it wants. */
    private static String hint(ValidationMessage message) {
        var words = message.getSchemaNode() == null
                ? null
                : SCHEMA.getSchemaNode()
                        .at(parent(message.getSchemaLocation().getFragment()))
                        .get("description");
        return words == null ? "correct the value" : "write " + words.asText();
    }

    private static String parent(JsonNodePath path) {
        return path.getParent() == null ? "" : pointer(path.getParent());
    }

    private static String sentence(ValidationMessage message, String path) {
        String text = message.getMessage();
        String prefix = path + ": ";
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static String pointer(JsonNodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(YamlTree.escape(path.getName(i)));
        }
        return pointer.toString();
    }
}
