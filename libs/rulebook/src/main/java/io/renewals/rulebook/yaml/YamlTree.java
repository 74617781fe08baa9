package io.renewals.rulebook.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * A YAML document as a JSON tree that remembers where everything stood.
 *
 * <p>The text is somebody's upload. No object is ever constructed from it: only the node tree is composed, within
 * limits on size and depth, without aliases and tags. Numbers are read from the text as decimals, and what YAML 1.1
 * would take for a time in base 60 or a yes stays the text that was written.
 */
final class YamlTree {
    private static final int MAX_CHARACTERS = 256 * 1024;
    private static final int MAX_DEPTH = 16;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,12})?");
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");

    private final Map<String, Mark> values = new HashMap<>();
    private final Map<String, Mark> keys = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private JsonNode root = JsonNodeFactory.instance.missingNode();

    private YamlTree() {}

    /** Never throws on bad text: it is a problem with its place. */
    static YamlTree parse(String text) {
        YamlTree tree = new YamlTree();
        try {
            Yaml yaml = safeYaml();
            tree.refuseAliases(yaml, text);
            if (tree.problems.isEmpty()) {
                Node node = yaml.compose(new StringReader(text));
                if (node == null) {
                    tree.problems.add(new Problem(1, 1, "", "the document is empty", "write a rulebook"));
                } else {
                    tree.root = tree.convert(node, "");
                }
            }
        } catch (MarkedYAMLException broken) {
            Mark mark = Optional.ofNullable(broken.getProblemMark()).orElse(broken.getContextMark());
            tree.problems.add(problemAt(mark, "", "is not YAML: " + broken.getProblem(), "correct the syntax here"));
        } catch (ReaderException unreadable) {
            tree.problems.add(unreadable(text, unreadable.getPosition()));
        } catch (YAMLException tooMuch) {
            tree.problems.add(
                    new Problem(1, 1, "", "is not readable: " + tooMuch.getMessage(), "make it smaller and flatter"));
        }
        return tree;
    }

    private static Yaml safeYaml() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(0);
        limits.setAllowRecursiveKeys(false);
        DumperOptions dumper = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(dumper), dumper, limits);
    }

    private void refuseAliases(Yaml yaml, String text) {
        for (Event event : yaml.parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                problems.add(
                        problemAt(alias.getStartMark(), "", "refers to another place with *", "write the value out"));
            }
        }
    }

    private static Problem unreadable(String text, int position) {
        String before = text.substring(0, Math.min(Math.max(position, 0), text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Problem(
                line, before.length() - before.lastIndexOf('\n'), "", "has a character no text has", "remove it");
    }

    private static Problem problemAt(Mark mark, String path, String what, String whatToDo) {
        return mark == null
                ? new Problem(1, 1, path, what, whatToDo)
                : new Problem(mark.getLine() + 1, mark.getColumn() + 1, path, what, whatToDo);
    }

    private JsonNode convert(Node node, String path) {
        values.put(path, node.getStartMark());
        if (!isPlainTag(node.getTag())) {
            problems.add(problemAt(node.getStartMark(), path, "has the tag " + node.getTag(), "remove the tag"));
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (node) {
            case MappingNode mapping -> convertMapping(mapping, path);
            case SequenceNode sequence -> convertSequence(sequence, path);
            case ScalarNode scalar -> convertScalar(scalar);
            default -> throw new YAMLException("unexpected node " + node.getNodeId());
        };
    }

    private static boolean isPlainTag(Tag tag) {
        return Tag.standardTags.contains(tag) || Tag.MERGE.equals(tag);
    }

    private ObjectNode convertMapping(MappingNode mapping, String path) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            Mark mark = entry.getKeyNode().getStartMark();
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(problemAt(mark, path, "has a key that is not a word", "use one of the rulebook's keys"));
                continue;
            }
            String child = path + "/" + escape(key.getValue());
            if (object.has(key.getValue())) {
                problems.add(problemAt(mark, child, "the key is there twice", "keep one of them"));
                continue;
            }
            keys.put(child, mark);
            object.set(key.getValue(), convert(entry.getValueNode(), child));
        }
        return object;
    }

    private ArrayNode convertSequence(SequenceNode sequence, String path) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(convert(item, path + "/" + array.size()));
        }
        return array;
    }

    private static JsonNode convertScalar(ScalarNode scalar) {
        String text = scalar.getValue();
        JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);
        if (scalar.getScalarStyle() != DumperOptions.ScalarStyle.PLAIN) {
            return json.textNode(text);
        }
        if (NULL.matcher(text).matches()) {
            return json.nullNode();
        }
        if (text.equals("true") || text.equals("false")) {
            return json.booleanNode(Boolean.parseBoolean(text));
        }
        if (NUMBER.matcher(text).matches()) {
            return text.contains(".") ? json.numberNode(new BigDecimal(text)) : json.numberNode(Long.parseLong(text));
        }
        return json.textNode(text);
    }

    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    JsonNode root() {
        return root;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A problem at the value of that path, or at the nearest enclosing value that exists. */
    Problem problem(String path, String what, String whatToDo) {
        String place = path;
        while (!values.containsKey(place) && !place.isEmpty()) {
            place = place.substring(0, place.lastIndexOf('/'));
        }
        return problemAt(values.get(place), path, what, whatToDo);
    }

    /** A problem at a key. */
    Problem keyProblem(String path, String what, String whatToDo) {
        return keys.containsKey(path) ? problemAt(keys.get(path), path, what, whatToDo) : problem(path, what, whatToDo);
    }
}
