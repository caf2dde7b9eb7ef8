package org.ctbench.harness.papers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;

/**
 * Where the published values that a run is compared with come from.
 *
 * @param paper file that takes the place of the paper which the plan names
 * @param overlay cells that the user filled in
 * @param library where the paper of the plan is looked for, if not in what the run knew
 */
public record PaperFiles(Optional<Path> paper, Optional<Path> overlay, Optional<Library> library) {
    public PaperFiles {
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(overlay, "overlay");
        Objects.requireNonNull(library, "library");
    }

    /** The paper that the plan names, as it is. */
    public static PaperFiles ofPlan() {
        return ofPlan(Optional.empty());
    }

    /** The paper that the plan names, with the cells of a user's file over it, if there is one. */
    public static PaperFiles ofPlan(Optional<Path> overlay) {
        return new PaperFiles(Optional.empty(), overlay, Optional.empty());
    }

    /**
     * The paper.
     *
     * @param named what the plan says; without it a run is compared with nothing
     * @param ofRun what the run knew
     * @throws UserException if there is no such paper, a file is wrong, or cells are filled in of a paper that the plan does not
     *     name
     */
    public Optional<Paper> load(Optional<String> named, Library ofRun) throws IOException {
        if (named.isPresent()) {
            String place = library.orElse(ofRun).place(named.get());
            return Optional.of(Papers.load(paper.map(Path::toString).orElse(place), overlay));
        }
        if (overlay.isPresent()) {
            throw new UserException(
                    "the plan names no paper, so there are no published values to fill in",
                    overlay.get().toString(),
                    "write `published: ter-sarkisov-2022` into the plan; `ctbench papers list` names the others");
        }
        return Optional.empty();
    }
}
