package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KNOWN = List.of("train", "test", "remainder");

    @Test
    void findsTheNearestName() {
        assertEquals(Optional.of("test"), Suggestion.nearest("tset", List.of("test", "rest", "train")));
        assertEquals(Optional.of("remainder"), Suggestion.nearest("REMAINDER", KNOWN));
        assertEquals("did you mean 'train'?", Suggestion.hint("trian", KNOWN));
    }

    @Test
    void listsAllNamesIfNoneIsNear() {
        assertEquals(Optional.empty(), Suggestion.nearest("ictcf", KNOWN));
        assertEquals("known: train, test, remainder", Suggestion.hint("ictcf", KNOWN));
    }

    @Test
    void ofNamesEquallyNearTheFirstInTheAlphabetIsTaken() {
        assertEquals(Optional.of("cat"), Suggestion.nearest("rat", List.of("hat", "cat", "mat")));
    }
}
