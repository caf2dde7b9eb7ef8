package org.ctbench.models.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModuleTest {
    @Test
    void namesItsOwnStateBeforeItsChildrens() {
        Tree tree = new Tree();

        List<String> names = List.copyOf(tree.stateDict().keySet());

        assertEquals(
                List.of(
                        "scale",
                        "seen",
                        "norm.weight",
                        "norm.bias",
                        "norm.running_mean",
                        "norm.running_var",
                        "norm.num_batches_tracked",
                        "0.weight",
                        "1.weight",
                        "1.bias",
                        "head.weight",
                        "head.bias"),
                names); // the Sequential in the middle is merged: its children have no prefix
    }

    @Test
    void refusesANameThatIsTakenOrIsAPath() {
        Tree tree = new Tree();

        var taken = assertThrows(IllegalArgumentException.class, () -> tree.child("head", new Linear(1, 1)));
        var path = assertThrows(IllegalArgumentException.class, () -> tree.child("a.b", new Linear(1, 1)));

        assertEquals("'head' is declared already", taken.getMessage());
        assertEquals("not a name: 'a.b'", path.getMessage());
    }

    @Test
    void refusesAStateDictInWhichAMergedChildRepeatsAName() {
        Tree tree = new Tree();
        tree.child("0", new Linear(1, 1));

        var e = assertThrows(IllegalStateException.class, tree::stateDict);

        assertEquals("two states are named '0.weight'", e.getMessage());
    }

    @Test
    void freezesAPartAndCountsTheRest() {
        Tree tree = new Tree();

        tree.norm.requiresGrad(false);

        assertFalse(tree.parameters().get("norm.bias").trainable());
        assertTrue(tree.parameters().get("head.bias").trainable());
        assertEquals(1 + 4 + 54 + 6 + 2 + 6, tree.parameterCount());
        assertEquals(tree.parameterCount() - 4, tree.trainableCount());
    }

    @Test
    void keepsAPinnedPartInItsModeWhileTheRestIsSwitched() {
        Tree tree = new Tree();
        assertEquals(Mode.TRAIN, tree.norm.mode());

        tree.norm.pin(Mode.EVAL);
        tree.train();

        assertEquals(Mode.TRAIN, tree.head.mode());
        assertEquals(Mode.EVAL, tree.norm.mode());
    }

    @Test
    void switchesAnUnpinnedPartAgain() {
        Tree tree = new Tree();
        tree.pin(Mode.EVAL);
        tree.train();
        assertEquals(Mode.EVAL, tree.mode());

        tree.unpin();
        tree.train();

        assertEquals(Mode.TRAIN, tree.mode());
        assertEquals(Mode.TRAIN, tree.norm.mode());
    }

    @Test
    void asksForMemoryWhereItHasNone() {
        Linear linear = new Linear(2, 3);

        var e = assertThrows(
                IllegalStateException.class,
                () -> linear.parameters().get("weight").variable());

        assertEquals("no memory yet, or no longer: allocate the module first", e.getMessage());
    }

    /** Every kind of state and of child. */
    private static final class Tree extends Module {
        private final BatchNorm2d norm;
        private final Linear head;

        Tree() {
            parameter("scale", Initializer.constant(1), 1);
            counter("seen");
            norm = child("norm", new BatchNorm2d(2));
            merged(new Sequential()
                    .then(Conv2d.withoutBias(2, 3, new Window(3, 1, 1)))
                    .then(Conv2d.withBias(3, 2, new Window(1, 1, 0))));
            head = child("head", new Linear(2, 2));
        }
    }
}
