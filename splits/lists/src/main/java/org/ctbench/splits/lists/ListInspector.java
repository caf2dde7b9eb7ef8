package org.ctbench.splits.lists;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ctbench.splits.DataSetLock;
import org.ctbench.splits.ListLock;
import org.ctbench.splits.Manifests;
import org.ctbench.splits.Slice;
import org.ctbench.splits.SplitCounts;
import org.ctbench.splits.SplitLock;
import org.ctbench.splits.documents.FileKind;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/** Says line by line why a file that should be a pinned list is not. */
final class ListInspector {
    /** Longest file that is read whole, in bytes; the longest list of any version of COVIDx has some 25 million. */
    static final long LONGEST = 64L << 20;

    private final Path file;
    private final DataSetLock dataSet;
    private final SplitLock split;
    private final ListLock lock;
    private final Faults faults;

    private ListInspector(Path file, DataSetLock dataSet, SplitLock split) {
        this.file = file;
        this.dataSet = dataSet;
        this.split = split;
        this.lock = split.list().orElseThrow();
        this.faults = new Faults(file);
    }

    /** What is wrong with a file whose digest is not the one of the split's list. */
    static UserException explain(Path file, DataSetLock dataSet, SplitLock split) throws IOException {
        ListInspector inspector = new ListInspector(file, dataSet, split);
        long length = Files.size(file);
        return length > LONGEST
                ? inspector.other("a file of " + length + " bytes, where it has " + inspector.lock.bytes())
                : inspector.explain(Files.readAllBytes(file));
    }

    /** A list as it was before its line ends, its encoding or its start were rewritten. */
    static byte[] plain(byte[] content) {
        byte[] text = isUtf16(content) ? fromUtf16(content) : content;
        return withoutCarriageReturns(hasByteOrderMark(text) ? withoutByteOrderMark(text) : text);
    }

    private UserException explain(byte[] content) {
        Optional<FileKind> kind = FileKind.of(content).filter(k -> k != FileKind.UTF16);
        if (kind.isPresent()) {
            return other(kind.get().title());
        }
        if (content.length == 0) {
            faults.add(1, lock.lines() + " lines", "an empty file");
            return exception("");
        }
        byte[] text = content;
        if (isUtf16(text)) {
            faults.add(1, "ASCII text", "UTF-16 text");
            text = fromUtf16(text);
        }
        if (hasByteOrderMark(text)) {
            faults.add(1, "no byte order mark", "one");
            text = withoutByteOrderMark(text);
        }
        boolean carriageReturns = ListReader.hasCarriageReturn(text);
        if (carriageReturns) {
            List<String> lines = ListReader.lines(text);
            long count = lines.stream().filter(line -> line.endsWith("\r")).count();
            int first = 1;
            while (first < lines.size() && !lines.get(first - 1).endsWith("\r")) {
                first++;
            }
            faults.add(first, "lines that end in LF", "CRLF at the end of " + count + " of " + lines.size() + " lines");
            text = withoutCarriageReturns(text);
        }
        if (Sha256.of(text).equals(lock.sha256())) {
            return exception("; apart from that it is the published list");
        }
        List<String> lines = ListReader.lines(text);
        Optional<String> other = dataSet.kind() == DataSetLock.Kind.LOCAL
                ? Optional.empty() // nobody mistakes another list for one's own
                : OtherLists.dataSet(file.getFileName().toString(), lines);
        if (other.isPresent()) {
            return other("one of " + OtherLists.wrong(other.get()));
        }
        inspectLines(text);
        return exception("");
    }

    private UserException other(String what) {
        return new UserException("not the list of " + split.id() + " but " + what, file.toString(), fix());
    }

    private void inspectLines(byte[] text) {
        Faults before = new Faults(file);
        List<String> lines = ListReader.lines(text);
        List<Slice> slices = ListReader.read(lines, lock.format(), SliceParser.of(dataSet), before);
        faults.addAll(before);
        if (!ListReader.endsInLf(text)) {
            String last = lines.get(lines.size() - 1);
            faults.add(
                    lines.size(), "a line end (LF) after the line", "the end of the file after " + Faults.quoted(last));
        }
        if (lines.size() != lock.lines()) {
            inspectCount(lines, before.isEmpty());
        } else if (faults.isEmpty()) {
            inspectContent(lines, slices);
        } else if (!lock.locator().isEmpty() && before.onlyLine().isPresent()) {
            OptionalInt changed = LineLocator.changed(lines, lock.locator());
            if (!changed.equals(before.onlyLine())) {
                faults.add(before.onlyLine().getAsInt(), "the published lines besides", "others that were changed");
            }
        }
    }

    private void inspectCount(List<String> lines, boolean wellFormed) {
        int difference = lines.size() - lock.lines();
        if (wellFormed && !lock.locator().isEmpty()) {
            OptionalInt extra = difference == 1 ? LineLocator.extra(lines, lock.locator()) : OptionalInt.empty();
            if (extra.isPresent()) {
                String line = lines.get(extra.getAsInt() - 1);
                faults.add(extra.getAsInt(), "no such line", Faults.quoted(line) + ", one line too many");
                return;
            }
            OptionalInt missing = difference == -1 ? LineLocator.missing(lines, lock.locator()) : OptionalInt.empty();
            if (missing.isPresent()) {
                faults.add(
                        missing.getAsInt(), "a published line", "the line that follows it: one line is missing here");
                return;
            }
        }
        if (difference < 0) {
            faults.add(
                    lines.size() + 1L,
                    "line " + (lines.size() + 1) + " of " + lock.lines(),
                    "the end of the file: " + -difference + " lines are missing");
        } else {
            faults.add(
                    lock.lines() + 1L, "the end of the file after " + lock.lines() + " lines", lines.size() + " lines");
        }
    }

    /** All lines have their form and their number fits: says which line was changed, or at least in what way. */
    private void inspectContent(List<String> lines, List<Slice> slices) {
        boolean pinned = !lock.locator().isEmpty();
        OptionalInt changed = pinned ? LineLocator.changed(lines, lock.locator()) : OptionalInt.empty();
        if (changed.isPresent()) {
            int line = changed.getAsInt();
            faults.add(line, "the published line", Faults.quoted(lines.get(line - 1)) + "; only this line was changed");
            return;
        }
        if (pinned && LineLocator.of(lines).get(0).equals(lock.locator().get(0))) {
            faults.add(1, "the lines in the published order", "the same lines in another order");
            return;
        }
        Map<String, Integer> perClass = SplitCounts.of(
                        Manifests.canonical(split.id(), slices),
                        dataSet.classes().names())
                .perClass();
        if (!perClass.equals(split.perClass())) {
            faults.add(1, "classes " + split.perClass(), perClass + "; more than one line was changed");
        } else {
            faults.add(1, "sha256 " + lock.sha256(), "well-formed lines, more than one of them changed");
        }
    }

    private UserException exception(String hint) {
        return faults.exception(split.id(), fix() + hint);
    }

    private String fix() {
        return lock.published()
                .map(p -> "use the file as published, byte for byte: " + SplitFetcher.address(p)
                        + " (`ctbench splits fetch` downloads and checks it; git rewrites line ends where"
                        + " core.autocrlf is on)")
                .orElse(
                        lock.generated().isPresent()
                                ? "write the lists again with the generator"
                                : "use the list as pinned, byte for byte");
    }

    private static boolean isUtf16(byte[] content) {
        return FileKind.of(content).equals(Optional.of(FileKind.UTF16));
    }

    /** The text as single bytes; what does not fit into one becomes a question mark. */
    private static byte[] fromUtf16(byte[] content) {
        boolean little = content[0] == (byte) 0xFF || content[0] != 0 && content[0] != (byte) 0xFE;
        Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
        String text = new String(content, charset);
        return (text.startsWith("\ufeff") ? text.substring(1) : text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] withoutByteOrderMark(byte[] text) {
        return Arrays.copyOfRange(text, 3, text.length);
    }

    private static boolean hasByteOrderMark(byte[] text) {
        return text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }

    private static byte[] withoutCarriageReturns(byte[] text) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\r' || i + 1 < text.length && text[i + 1] != '\n') {
                kept.write(text[i]);
            }
        }
        return kept.toByteArray();
    }
}
