package org.ctbench.splits.documents;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Bytes could not be written, mostly because a disk is full; says where, which Java does not. */
public final class WriteFailure extends FileSystemException {
    private static final long serialVersionUID = 1L;

    /** @param place file or folder that was written to */
    public WriteFailure(Path place, IOException reason) {
        super(place.toString(), null, reason.getMessage());
        initCause(reason);
    }
}
