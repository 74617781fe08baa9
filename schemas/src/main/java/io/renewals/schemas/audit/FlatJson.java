package io.renewals.schemas.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects whose values are strings, whole numbers, flags and null: all that an export needs, without a library. */
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    static String write(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder(512).append('{');
        fields.forEach((name, value) -> {
            if (out.length() > 1) {
                out.append(',');
            }
            quote(out, name);
            out.append(':');
            if (value instanceof String string) {
                quote(out, string);
            } else {
                out.append(value);
            }
        });
        return out.append('}').toString();
    }

    /** @throws IllegalArgumentException for anything else than such an object, and for a name that occurs twice */
    static Map<String, Object> read(String line) {
        FlatJson reading = new FlatJson(line);
        Map<String, Object> fields = reading.object();
        reading.blanks();
        if (reading.at != line.length()) {
            throw reading.unexpected();
        }
        return fields;
    }

    private static void quote(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    // Line separators too: a reader may split lines at them.
                    if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        expect('{');
        if (peek() == '}') {
            at++;
            return fields;
        }
        do {
            String name = string();
            expect(':');
            if (fields.containsKey(name)) {
                throw new IllegalArgumentException(name + " occurs twice");
            }
            fields.put(name, value());
        } while (another());
        return fields;
    }

    private boolean another() {
        char c = peek();
        at++;
        if (c != ',' && c != '}') {
            at--;
            throw unexpected();
        }
        return c == ',';
    }

    private Object value() {
        char c = peek();
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",} \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> {
                try {
                    yield Long.parseLong(word);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("'" + word + "' is no whole number, flag or null", e);
                }
            }
        };
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        throw unexpected();
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : '\0';
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                if (at + 4 > text.length()) {
                    throw unexpected();
                }
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> throw unexpected();
        };
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    private char peek() {
        blanks();
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void blanks() {
        while (at < text.length() && " \t\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("no flat JSON object at character " + (at + 1));
    }
}
