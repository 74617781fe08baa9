package io.renewals.rulebook.yaml;

/**
 * One thing to change in a rulebook document.
 *
 * @param line first line is 1
 * @param column first column is 1
 * @param path JSON pointer, e.g. {@code /plans/1/floor_price}; empty for the document
 * @param what what is wrong
 * @param whatToDo what would make it right
 */
public record Problem(int line, int column, String path, String what, String whatToDo) {
    /** {@code line 12, column 5: /plans/1/floor_price: what is wrong; what to do}. */
    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + (path.isEmpty() ? "" : path + ": ") + what + "; "
                + whatToDo;
    }
}
