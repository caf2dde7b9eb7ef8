package org.ctbench.harness.papers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arithmetic over the numbers of a paper: decimal numbers, {@code + - * /}, parentheses, and references in brackets, as
 * in {@code [4/affinity-16/NCP] - 0.95} or {@code ([train] + [val]) / [test]}. Immutable.
 *
 * <p>It is worked out over ranges, so that the same text gives the point value and all that rounded numbers leave open.
 */
public final class Expression {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?)|\\[([^\\]]*)\\]|([-+*/()]))");

    private static final int LENGTH = 2_000; // the longest of the shipped papers has 200
    private static final int DEPTH = 50;

    private final String text;
    private final List<Token> tokens;

    private Expression(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    private record Token(char kind, Optional<BigDecimal> number, Optional<Reference> reference) {
        static final char NUMBER = '0';
        static final char REFERENCE = '[';
        static final char END = '.';
    }

    /**
     * Reads an expression of at most 2,000 characters, whose parentheses are nested at most 50 deep.
     *
     * @throws IllegalArgumentException if it is none; says at which place
     */
    public static Expression parse(String text) {
        if (text.length() > LENGTH) {
            throw new IllegalArgumentException(
                    "arithmetic of " + text.length() + " characters, where " + LENGTH + " are the most");
        }
        List<Token> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find(end) && token.start() == end) {
            tokens.add(token(token));
            end = token.end();
            if (end == text.length()) {
                break;
            }
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException(
                    "'" + text.substring(end).strip() + "' is not arithmetic in '" + text + "'");
        }
        Expression expression = new Expression(text.strip(), List.copyOf(tokens));
        expression.new Run(reference -> Optional.of(Range.of(BigDecimal.ONE))).all(); // finds every other fault
        return expression;
    }

    private static Token token(Matcher found) {
        if (found.group(1) != null) {
            BigDecimal value = PrintedNumber.of(found.group(1)).value();
            return new Token(Token.NUMBER, Optional.of(value), Optional.empty());
        }
        if (found.group(2) != null) {
            Reference reference = Reference.parse(found.group(2))
                    .orElseThrow(() -> new IllegalArgumentException("'[" + found.group(2)
                            + "]' is not table/row/column, set/class, set, set#patients or @quote"));
            return new Token(Token.REFERENCE, Optional.empty(), Optional.of(reference));
        }
        return new Token(found.group(3).charAt(0), Optional.empty(), Optional.empty());
    }

    /** As it was written. */
    public String text() {
        return text;
    }

    /** The references in it, each once, in order. */
    public Set<Reference> references() {
        Set<Reference> references = new LinkedHashSet<>();
        tokens.forEach(t -> t.reference().ifPresent(references::add));
        return references;
    }

    /** The text with numbers in place of the references for which there is one. */
    public String filled(Function<Reference, Optional<String>> digits) {
        return Pattern.compile("\\[([^\\]]*)\\]")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        digits.apply(Reference.parse(found.group(1)).orElseThrow())
                                .orElse(found.group())));
    }

    /**
     * Works it out.
     *
     * @param values what a reference stands for; empty if that is not known
     * @return empty if a reference is not known, or a divisor may be 0
     */
    public Optional<Range> value(Function<Reference, Optional<Range>> values) {
        return new Run(values).all();
    }

    /** One pass over the tokens, by recursive descent. */
    private final class Run {
        private final Function<Reference, Optional<Range>> values;
        private int next;
        private int depth;

        Run(Function<Reference, Optional<Range>> values) {
            this.values = values;
        }

        Optional<Range> all() {
            Optional<Range> result = sum();
            if (kind() != Token.END) {
                throw fault();
            }
            return result;
        }

        private Optional<Range> sum() {
            Optional<Range> left = product();
            while (kind() == '+' || kind() == '-') {
                boolean plus = kind() == '+';
                next++;
                Optional<Range> right = product();
                left = left.flatMap(a -> right.map(b -> plus ? a.plus(b) : a.minus(b)));
            }
            return left;
        }

        private Optional<Range> product() {
            Optional<Range> left = factor();
            while (kind() == '*' || kind() == '/') {
                boolean times = kind() == '*';
                next++;
                Optional<Range> right = factor();
                left = left.flatMap(a -> right.flatMap(b -> times ? Optional.of(a.times(b)) : a.dividedBy(b)));
            }
            return left;
        }

        private Optional<Range> factor() {
            char kind = kind();
            if (kind == Token.NUMBER) {
                return tokens.get(next++).number().map(Range::of);
            }
            if (kind == Token.REFERENCE) {
                return values.apply(tokens.get(next++).reference().orElseThrow());
            }
            if (kind != '(') {
                throw fault();
            }
            next++;
            if (++depth > DEPTH) {
                throw new IllegalArgumentException("parentheses are nested more than " + DEPTH + " deep");
            }
            Optional<Range> inner = sum();
            if (kind() != ')') {
                throw fault();
            }
            depth--;
            next++;
            return inner;
        }

        private char kind() {
            return next < tokens.size() ? tokens.get(next).kind() : Token.END;
        }

        private IllegalArgumentException fault() {
            String found = kind() == Token.END ? "it ends too early" : "'" + kind() + "' is in the wrong place";
            return new IllegalArgumentException(found + " in '" + text + "'");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression e && e.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
