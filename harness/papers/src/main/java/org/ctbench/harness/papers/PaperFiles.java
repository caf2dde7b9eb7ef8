package org.ctbench.harness.papers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.UserException;

/**
 * Where the published figures that a run is compared with come from.
 *
 * @param paper file that takes the place of the paper which the plan names
 * @param overlay cells that the user filled in
 */
public record PaperFiles(Optional<Path> paper, Optional<Path> overlay) {
    public PaperFiles {
        Objects.requireNonNull(paper, "paper");
        Objects.requireNonNull(overlay, "overlay");
    }

    /** The paper that the plan names, as it is. */
    public static PaperFiles ofPlan() {
        return new PaperFiles(Optional.empty(), Optional.empty());
    }

    /** The paper that the plan names, with the cells of a user's file over it, if there is one. */
    public static PaperFiles ofPlan(Optional<Path> overlay) {
        return new PaperFiles(Optional.empty(), overlay);
    }

    /**
     * The paper.
     *
     * @param named what the plan says; without it a run is compared with nothing
     * @throws UserException if there is no such paper, a file is wrong, or cells are filled in of a paper that the plan does not
     *     name
     */
    public Optional<Paper> load(Optional<String> named) throws IOException {
        if (named.isPresent()) {
            return Optional.of(Papers.load(paper.map(Path::toString).orElse(named.get()), overlay));
        }
        if (overlay.isPresent()) {
            throw new UserException(
                    "the plan names no paper, so that there are no published figures to fill in",
                    overlay.get().toString(),
                    "write `published: ter-sarkisov-2022` into the plan; `ctbench papers list` names the others");
        }
        return Optional.empty();
    }
}
