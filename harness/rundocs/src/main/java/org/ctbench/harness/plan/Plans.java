package org.ctbench.harness.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Suggestion;
import org.ctbench.splits.documents.UserException;

/** Finds and reads plans: those that ship inside, by id, and the user's own, by path. */
public final class Plans {
    private static final List<String> SHIPPED = List.of("demo", "paper", "paper-seeds", "paper-small");
    private static final String EXTENDS = "extends";

    private Plans() {}

    /** Ids of the plans that ship inside. */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * The plan of that id or at that path.
     *
     * @throws UserException see {@link #read}
     */
    public static Plan load(String idOrPath) throws IOException {
        return read(idOrPath, List.of()).plan();
    }

    /**
     * The plan of that id or at that path with settings over it and defaults under it; between them what it {@code extends}, a
     * shipped plan. What contains a separator, ends
     * in {@code .yaml} or {@code .yml}, or names a file that is there and no shipped plan, is a path.
     *
     * @param settings values of {@code --set}, each {@code KEY=VALUE} as {@link Document#with} reads it; the last one
     *     of a key wins
     * @throws UserException if there is no such plan, or it or a setting is wrong
     */
    public static PlanFile read(String idOrPath, List<String> settings) throws IOException {
        return complete(extended(SHIPPED.contains(idOrPath) ? resource(idOrPath) : file(idOrPath)), settings);
    }

    /**
     * A plan that is written by a command.
     *
     * @param plan its keys and values
     * @param name what stands for its file in messages
     * @param settings as of {@link #read}
     * @throws UserException as {@link #read} does
     */
    public static PlanFile of(Map<String, Object> plan, String name, List<String> settings) throws IOException {
        return complete(Document.json(Documents.toJson(plan), name), settings);
    }

    private static PlanFile complete(Document plan, List<String> settings) throws IOException {
        Document document = plan;
        for (String setting : settings) {
            document = document.with(setting, "--set");
        }
        return PlanFile.of(document.over(resource("defaults")));
    }

    /** A plan with what it takes over from the shipped plan that it names under {@code extends}. */
    private static Document extended(Document plan) throws IOException {
        JsonNode base = plan.at(EXTENDS);
        if (base.isMissingNode()) {
            return plan;
        }
        if (!SHIPPED.contains(base.asText())) {
            throw new UserException(
                    EXTENDS + ": no shipped plan '" + base.asText() + "'",
                    plan.where(EXTENDS),
                    Suggestion.hint(base.asText(), SHIPPED));
        }
        return plan.without(EXTENDS).on(extended(resource(base.asText())));
    }

    private static Document file(String idOrPath) throws IOException {
        boolean path = idOrPath.contains("/") || idOrPath.contains("\\") || idOrPath.matches(".*\\.ya?ml");
        if (!path && !Files.exists(Path.of(idOrPath))) {
            throw new UserException(
                    "no plan '" + idOrPath + "'",
                    "shipped plans",
                    Suggestion.hint(idOrPath, SHIPPED)
                            + " (a plan of your own is named by its path, as in my/plan.yaml)");
        }
        return Document.yaml(Documents.readText(Path.of(idOrPath)), idOrPath);
    }

    private static Document resource(String id) throws IOException {
        try (InputStream in = Plans.class.getResourceAsStream("/org/ctbench/harness/plans/" + id + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException("plan " + id + " is not packaged");
            }
            return Document.yaml(new String(in.readAllBytes(), StandardCharsets.UTF_8), id + ".yaml (shipped)");
        }
    }
}
