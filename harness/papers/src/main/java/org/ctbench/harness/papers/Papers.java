package org.ctbench.harness.papers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Finds and reads papers: those that ship inside, by id, and the user's own, by path. */
public final class Papers {
    private static final List<String> SHIPPED = List.of(
            "ter-sarkisov-2022",
            "ter-sarkisov-2020-preprint",
            "single-shot-model",
            "covid-ct-mask-net",
            "ctbench-demo");

    private Papers() {}

    /** Ids of the papers that ship inside. */
    public static List<String> ids() {
        return SHIPPED;
    }

    /**
     * The paper of that id or at that path. What contains a separator, ends in {@code .yaml} or {@code .yml}, or names a
     * file that is there and no shipped paper, is a path.
     *
     * @throws UserException if there is no such paper, or its file is wrong
     */
    public static Paper load(String idOrFile) throws IOException {
        String name = SHIPPED.contains(idOrFile) ? idOrFile + ".yaml (shipped)" : idOrFile;
        return PaperReader.read(Document.yaml(text(idOrFile), name));
    }

    /**
     * The file of a paper, as {@link #load(String)} finds it.
     *
     * @throws UserException if there is no such paper
     */
    public static String text(String idOrFile) throws IOException {
        return SHIPPED.contains(idOrFile) ? resource(idOrFile) : file(idOrFile);
    }

    /**
     * As {@link #load(String)}, with the cells that a user filled in or replaced.
     *
     * @param overlay the user's file, of schema {@value Overlay#SCHEMA}
     * @throws UserException if one of the two is wrong, or the overlay is for another paper
     */
    public static Paper load(String idOrFile, Optional<Path> overlay) throws IOException {
        Paper paper = load(idOrFile);
        if (overlay.isEmpty()) {
            return paper;
        }
        Path file = overlay.get();
        return Overlay.read(Document.yaml(Documents.readText(file), file.toString()))
                .over(paper);
    }

    private static String file(String idOrFile) throws IOException {
        boolean path = idOrFile.contains("/") || idOrFile.contains("\\") || idOrFile.matches(".*\\.ya?ml");
        if (!path && !Files.exists(Path.of(idOrFile))) {
            throw new UserException(
                    "no paper '" + idOrFile + "'",
                    "shipped papers",
                    Suggestion.hint(idOrFile, SHIPPED)
                            + " (a paper of your own is named by its path, as in my/paper.yaml)");
        }
        return Documents.readText(Path.of(idOrFile));
    }

    private static String resource(String id) throws IOException {
        try (InputStream in = Papers.class.getResourceAsStream("/org/ctbench/harness/papers/" + id + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("paper " + id + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
