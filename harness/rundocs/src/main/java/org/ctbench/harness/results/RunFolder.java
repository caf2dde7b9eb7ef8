package org.ctbench.harness.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ctbench.harness.leases.Worker;
import org.ctbench.harness.plan.Plan;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Document;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/** The output folder of a run. A plan that was changed is run on in its folder; plans of different ids are kept apart. */
public final class RunFolder {
    /** The plan in full, as it was run last. */
    public static final String PLAN = "plan.yaml";

    /** Results of the plan before it was changed, until there are new ones. */
    static final String PREVIOUS = "results.previous.json";

    private RunFolder() {}

    /** Where the cells of a run are kept. */
    public static Path cells(Path folder) {
        return folder.resolve("cells");
    }

    /** Where the log of a worker is kept; several machines cannot write to one file. */
    public static Path of(Path folder, Worker worker) {
        String name = worker.host() + "-" + worker.process() + "-" + worker.id().substring(0, 8);
        return workers(folder).resolve(name.replaceAll("[^\\w.-]", "_"));
    }

    /** Where the logs of workers are kept. */
    public static Path workers(Path folder) {
        return folder.resolve("workers");
    }

    /**
     * Checks that a plan may be run into a folder: it is empty, new, or holds a run of a plan of the same id.
     *
     * @throws UserException if the folder holds other things
     */
    public static void check(Path folder, Plan plan) throws IOException {
        if (Files.exists(folder.resolve(PLAN))) {
            JsonNode there = planThere(folder).at("id");
            if (!there.asText().equals(plan.id())) {
                throw new UserException(
                        "the folder holds a run of another plan: " + there.asText() + ", not " + plan.id(),
                        folder.toString(),
                        "name another folder with --out DIR, or move this one away");
            }
        } else if (Files.isDirectory(folder) && !isEmpty(folder)) {
            throw new UserException(
                    "the folder is not empty and holds no run of ctbench",
                    folder.toString(),
                    "name another folder with --out DIR");
        }
    }

    private static Document planThere(Path folder) throws IOException {
        Path file = folder.resolve(PLAN);
        return Document.yaml(Documents.readText(file), file.toString());
    }

    /**
     * Writes the plan into the folder, before hours are spent. If it was changed, results of the plan as it was are put aside.
     *
     * @param resolved the plan in full, with its defaults
     */
    public static void claim(Path folder, String resolved) throws IOException {
        Path plan = folder.resolve(PLAN);
        if (!holds(plan, resolved)) {
            putAside(folder);
            AtomicFiles.write(plan, resolved);
        }
    }

    /**
     * Writes the plan into the folder for workers, each of which does so.
     *
     * @param resolved the plan in full, with its defaults
     * @throws UserException if the folder holds another version of the plan
     */
    public static void join(Path folder, String resolved) throws IOException {
        Path plan = folder.resolve(PLAN);
        if (!Files.exists(plan)) {
            AtomicFiles.write(plan, resolved);
        }
        if (!holds(plan, resolved)) {
            throw new UserException(
                    "the folder holds another version of this plan",
                    plan.toString(),
                    "give all workers the same plan with the same --set; `ctbench reproduce` puts a changed plan into the"
                            + " folder");
        }
    }

    private static boolean holds(Path plan, String resolved) throws IOException {
        return Files.exists(plan) && Documents.readText(plan).equals(resolved);
    }

    /** Puts the results document aside: until there is a new one, none speaks of files that are being replaced. */
    public static void putAside(Path folder) throws IOException {
        Path results = folder.resolve(ResultsFile.NAME);
        if (Files.exists(results)) {
            AtomicFiles.moveInto(results, folder.resolve(PREVIOUS));
        }
    }

    /** Writes the results of a run and drops those put aside. */
    public static void finish(Path folder, RunResults results) throws IOException {
        ResultsFile.write(folder, results);
        Files.deleteIfExists(folder.resolve(PREVIOUS));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .allMatch(
                            name -> name.equals(RunLock.NAME) || name.startsWith("." + PLAN)); // another is writing it
        }
    }
}
