package org.ctbench.splits.documents;

import java.util.Optional;

/**
 * Where a value was written, and by whom.
 *
 * @param word how YAML has a value that is written like a text and read as another one: {@code no}, {@code 2022}
 */
record Location(String where, Document.Layer layer, Optional<String> word) {
    Location(String where, Document.Layer layer) {
        this(where, layer, Optional.empty());
    }

    Location saying(String newWord) {
        return new Location(where, layer, Optional.of(newWord));
    }
}
