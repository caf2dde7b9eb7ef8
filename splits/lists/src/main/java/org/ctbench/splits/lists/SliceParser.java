package org.ctbench.splits.lists;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.Box;
import org.ctbench.splits.Classes;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ImageNames;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Slice;

/** Reads names of images, and lines of lists that name them, as the lock of their data set describes them. Thread-safe. */
public final class SliceParser {
    private final Classes classes;
    private final ImageNames names;
    private final Pattern pattern;
    private final List<String> groups;

    private SliceParser(DataSetLock dataSet) {
        classes = dataSet.classes();
        names = dataSet.images();
        pattern = names.pattern();
        groups = names.groups();
    }

    /** The parser of the images of a data set. */
    public static SliceParser of(DataSetLock dataSet) {
        return new SliceParser(dataSet);
    }

    /** The slice whose image has that name, as far as the name tells; empty if no image of the data set is called so. */
    public Optional<Slice> slice(String name) {
        Matcher m = pattern.matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        Optional<String> word = group(m, "class");
        Optional<String> className = word.flatMap(classes::ofWord);
        if (word.isPresent() && className.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Slice(
                name, className, group(m, "patient"), group(m, "scan"), number(group(m, "slice")), Optional.empty()));
    }

    private Optional<String> group(Matcher m, String group) {
        return groups.contains(group) ? Optional.ofNullable(m.group(group)) : Optional.empty();
    }

    private static OptionalInt number(Optional<String> digits) {
        return digits.isPresent() ? OptionalInt.of(Integer.parseInt(digits.get())) : OptionalInt.empty();
    }

    /**
     * The slice that a line of a list, without its end, names. What the line says of class, patient and scan goes before what
     * the name says; two classes that differ are a mistake.
     */
    Slice line(ListFormat format, String line) throws BadLineException {
        Matcher m = format.matcher(line)
                .orElseThrow(() -> new BadLineException("`" + format.line() + "`", Faults.quoted(line)));
        Optional<String> stated = stated(format, m);
        String image = format.has("image") ? m.group("image") : composed(format, m, stated.orElseThrow());
        Slice slice = slice(image)
                .orElseThrow(() -> new BadLineException("a name like " + names.example(), Faults.quoted(image)));
        if (stated.isPresent()
                && slice.className().filter(c -> !c.equals(stated.get())).isPresent()) {
            String own = slice.className().get();
            throw new BadLineException(
                    "class " + own + (format.has("label") ? " (" + label(own) + ")" : "") + " with a name like "
                            + image,
                    "class " + stated.get() + (format.has("label") ? " (" + m.group("label") + ")" : ""));
        }
        return new Slice(
                image,
                stated.or(slice::className),
                field(format, m, "patient").or(slice::patient),
                field(format, m, "scan").or(slice::scan),
                format.has("slice") ? number(field(format, m, "slice")) : slice.number(),
                format.hasBox() ? Optional.of(box(m)) : Optional.empty());
    }

    /** The class that the line states beside the name of the image, if it states one. */
    private Optional<String> stated(ListFormat format, Matcher m) throws BadLineException {
        Optional<String> stated = Optional.empty();
        if (format.has("label")) {
            stated = classes.ofLabel(Integer.parseInt(m.group("label")));
            if (stated.isEmpty()) {
                List<Integer> labels =
                        classes.all().stream().map(Classes.SliceClass::label).toList();
                throw new BadLineException("one of the labels " + labels, "label " + m.group("label"));
            }
        } else if (format.has("class")) {
            stated = classes.ofWord(m.group("class"));
            if (stated.isEmpty()) {
                throw new BadLineException(
                        "one of the classes " + classes.names(), "class " + Faults.quoted(m.group("class")));
            }
        }
        return stated;
    }

    private static String composed(ListFormat format, Matcher m, String className) {
        return (format.has("class") ? m.group("class") : className) + "_" + m.group("rest");
    }

    private int label(String name) {
        return classes.all().get(classes.names().indexOf(name)).label();
    }

    private static Optional<String> field(ListFormat format, Matcher m, String field) {
        return format.has(field) ? Optional.of(m.group(field)) : Optional.empty();
    }

    private static Box box(Matcher m) throws BadLineException {
        int xmin = Integer.parseInt(m.group("xmin"));
        int ymin = Integer.parseInt(m.group("ymin"));
        int xmax = Integer.parseInt(m.group("xmax"));
        int ymax = Integer.parseInt(m.group("ymax"));
        if (xmax <= xmin || ymax <= ymin) {
            throw new BadLineException(
                    "a box with xmin < xmax and ymin < ymax", xmin + " " + ymin + " " + xmax + " " + ymax);
        }
        return new Box(xmin, ymin, xmax, ymax);
    }
}
