package org.ctbench.models.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ctbench.models.torch.PythonObject;
import org.ctbench.models.torch.TorchFile;
import org.ctbench.models.torch.TorchTensor;

/**
 * Weights that any program wrote: a safetensors file or a checkpoint of PyTorch.
 *
 * @param weights the state dict
 * @param form how the file is written, in words
 * @param notes where the state dict was found, and what was changed in its names, in words
 * @param carried what else the file holds beside the state dict, in words, by its key: {@code epoch}, {@code anchor_generator}
 */
public record ForeignWeights(WeightFile weights, String form, List<String> notes, Map<String, String> carried) {
    /** Keys under which training scripts keep the state dict, the authors' own first. */
    private static final List<String> WRAPPERS = List.of("model_weights", "model_state_dict", "state_dict", "model");

    /** Stands before all names of a network that was trained on several devices. */
    private static final String PARALLEL = "module.";

    private static final int LONGEST_NAME = 1000;
    private static final int SHOWN = 10;

    public ForeignWeights {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is neither, is damaged, or holds no state dict; says what was expected and found
     */
    public static ForeignWeights read(Path file) throws IOException {
        if (TorchFile.isOne(file)) {
            try (TorchFile torch = TorchFile.open(file)) {
                return ofTorch(torch);
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            WeightFile weights = WeightFile.read(in);
            return withoutParallel(weights, "safetensors", new ArrayList<>(), weights.metadata());
        }
    }

    private static ForeignWeights ofTorch(TorchFile torch) throws IOException {
        Map<String, Object> root = torch.entries();
        requireNames(root);
        List<String> wrappers = WRAPPERS.stream()
                .filter(key -> root.get(key) instanceof Map
                        && !tensors(TorchFile.entries(root.get(key))).isEmpty())
                .toList();
        if (wrappers.size() > 1) {
            throw new IOException(
                    "it holds several state dicts: " + String.join(", ", wrappers) + "; save one of them alone");
        }
        if (wrappers.isEmpty() && tensors(root).isEmpty()) {
            throw new IOException("no state dict is in it: neither tensors by name, nor those under "
                    + String.join(", ", WRAPPERS) + "; it holds " + contents(torch, root));
        }
        List<String> notes = new ArrayList<>();
        Map<String, Object> dictionary = root;
        Map<String, String> carried = new LinkedHashMap<>();
        if (!wrappers.isEmpty()) {
            String key = wrappers.get(0);
            notes.add("the state dict is under '" + key + "'");
            dictionary = TorchFile.entries(root.get(key));
            requireNames(dictionary);
            root.forEach((name, value) -> {
                if (!name.equals(key)) {
                    carried.put(name, torch.words(value));
                }
            });
        }
        Map<String, TorchTensor> tensors = tensors(dictionary);
        for (Map.Entry<String, Object> entry : dictionary.entrySet()) {
            if (entry.getValue() instanceof PythonObject) {
                throw new IOException(
                        entry.getKey() + " is an " + torch.words(entry.getValue()) + ", where a tensor is needed");
            }
            if (!tensors.containsKey(entry.getKey())) {
                carried.put(entry.getKey(), torch.words(entry.getValue()));
            }
        }
        torch.load(tensors.values());
        return withoutParallel(WeightFile.of(tensors), torch.form(), notes, carried);
    }

    private static void requireNames(Map<String, Object> dictionary) throws IOException {
        for (String name : dictionary.keySet()) {
            if (name.length() > LONGEST_NAME) {
                throw new IOException("a name of " + name.length() + " characters");
            }
        }
    }

    private static String contents(TorchFile torch, Map<String, Object> root) {
        if (!torch.isDictionary()) {
            return torch.words() + "; save its state_dict()";
        }
        List<String> keys = root.keySet().stream().limit(SHOWN).toList();
        return "the keys " + String.join(", ", keys) + (root.size() > SHOWN ? " and others" : "");
    }

    private static Map<String, TorchTensor> tensors(Map<String, Object> dictionary) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary.forEach((name, value) -> {
            if (value instanceof TorchTensor tensor) {
                tensors.put(name, tensor);
            }
        });
        return tensors;
    }

    private static ForeignWeights withoutParallel(
            WeightFile weights, String form, List<String> notes, Map<String, String> carried) throws IOException {
        boolean parallel =
                !weights.names().isEmpty() && weights.names().stream().allMatch(name -> name.startsWith(PARALLEL));
        if (!parallel) {
            return new ForeignWeights(weights, form, notes, carried);
        }
        notes.add("'" + PARALLEL + "' was taken from the beginning of all names");
        return new ForeignWeights(weights.renamed(name -> name.substring(PARALLEL.length())), form, notes, carried);
    }
}
