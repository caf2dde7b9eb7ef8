package org.ctbench.splits.lists;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.Box;
import org.ctbench.splits.Diagnosis;
import org.ctbench.splits.ListFormat;
import org.ctbench.splits.Slice;

/** Parses single lines of a list. */
enum LineParser {
    COVIDX(ListFormat.COVIDX) {
        @Override
        Slice parse(String line) throws BadLineException {
            Matcher m = match(COVIDX_LINE, line);
            Diagnosis diagnosis = Diagnosis.ofPrefix(m.group(2)).orElseThrow();
            if (!m.group(6).equals(Integer.toString(diagnosis.label()))) {
                throw new BadLineException(
                        "class " + diagnosis.label() + " after a name that begins with " + diagnosis.prefix(),
                        "class " + m.group(6));
            }
            int[] edges = new int[4];
            for (int i = 0; i < edges.length; i++) {
                edges[i] = Integer.parseInt(m.group(7 + i));
            }
            if (edges[2] <= edges[0] || edges[3] <= edges[1]) {
                throw new BadLineException(
                        "a box with xmin < xmax and ymin < ymax",
                        edges[0] + " " + edges[1] + " " + edges[2] + " " + edges[3]);
            }
            Box box = new Box(edges[0], edges[1], edges[2], edges[3]);
            return covidx(m.group(1), diagnosis, m, 3, Optional.of(box));
        }
    },
    COVIDX_SAMPLE(ListFormat.COVIDX_SAMPLE) {
        @Override
        Slice parse(String line) throws BadLineException {
            Matcher m = match(SAMPLE_LINE, line);
            Diagnosis diagnosis =
                    Diagnosis.ofLabel(Integer.parseInt(m.group(1))).orElseThrow();
            return covidx(diagnosis.prefix() + "_" + m.group(2), diagnosis, m, 3, Optional.empty());
        }
    },
    LESION(ListFormat.LESION) {
        @Override
        Slice parse(String line) throws BadLineException {
            Matcher m = match(LESION_LINE, line);
            OptionalInt number = OptionalInt.of(Integer.parseInt(m.group(2)));
            return new Slice(
                    line, Optional.empty(), Optional.of(m.group(1)), Optional.empty(), number, Optional.empty());
        }
    },
    ICTCF(ListFormat.ICTCF) {
        @Override
        Slice parse(String line) throws BadLineException {
            Matcher m = match(ICTCF_LINE, line);
            Diagnosis diagnosis = m.group(2).equals("p") ? Diagnosis.NCP : Diagnosis.NORMAL;
            if (!m.group(1).equals(Integer.toString(diagnosis.label()))) {
                throw new BadLineException(
                        "prefix " + diagnosis.label() + "_ before " + m.group(2) + "CT", "prefix " + m.group(1) + "_");
            }
            String id = line.substring(2);
            return new Slice(
                    id,
                    Optional.of(diagnosis),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty());
        }
    };

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern COVIDX_LINE = Pattern.compile("((Normal|CP|NCP)_" + NUMBER + "_" + NUMBER
            + "_([0-9]{4})\\.png) ([012]) " + NUMBER + " " + NUMBER + " " + NUMBER + " " + NUMBER);
    private static final Pattern SAMPLE_LINE =
            Pattern.compile("([012])_(" + NUMBER + "_" + NUMBER + "_([0-9]{4})\\.png)");
    private static final Pattern LESION_LINE = Pattern.compile(NUMBER + "_" + NUMBER + "\\.jpg");
    private static final Pattern ICTCF_LINE = Pattern.compile("([02])_([np])CT[1-9][0-9]{0,8}\\.jpg");

    private final ListFormat format;

    LineParser(ListFormat format) {
        this.format = format;
    }

    static LineParser of(ListFormat format) {
        return valueOf(format.name());
    }

    /** The slice that one line, without its end, names. */
    abstract Slice parse(String line) throws BadLineException;

    Matcher match(Pattern pattern, String line) throws BadLineException {
        Matcher matcher = pattern.matcher(line);
        if (!matcher.matches()) {
            throw new BadLineException("`" + format.line() + "`", Faults.quoted(line));
        }
        return matcher;
    }

    /** A slice of a COVIDx-CT name; groups {@code first} to {@code first + 2} are patient, scan and slice. */
    private static Slice covidx(String id, Diagnosis diagnosis, Matcher m, int first, Optional<Box> box) {
        return new Slice(
                id,
                Optional.of(diagnosis),
                Optional.of(diagnosis.prefix() + "_" + m.group(first)),
                Optional.of(m.group(first + 1)),
                OptionalInt.of(Integer.parseInt(m.group(first + 2))),
                box);
    }
}
