package org.ctbench.models.torch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes what pickles of checkpoints name: tensors, their storages, dictionaries; any other object has a class name alone. */
final class Construction {
    private final Map<String, Storage> storages = new HashMap<>();

    /** The storages that were named, by key. */
    Map<String, Storage> storages() {
        return storages;
    }

    /**
     * What a class or function gives.
     *
     * @throws IOException if it acts on the machine, or is a tensor that cannot be
     */
    Object make(PythonName name, List<?> arguments) throws IOException {
        if (name.acts()) {
            throw new IOException(
                    "the file calls " + name + ": programs that unpickle it would run that. No checkpoint needs"
                            + " it; do not open this file with other programs");
        }
        return switch (name.toString()) {
            case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
            case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state", "torch.Size" ->
                arguments.isEmpty() ? new PythonObject(name.toString()) : arguments.get(0);
            case "collections.OrderedDict" -> dictionary(arguments);
            case "collections.defaultdict" -> new LinkedHashMap<>();
            case "builtins.set", "__builtin__.set", "builtins.frozenset", "__builtin__.frozenset" ->
                arguments.isEmpty() ? new ArrayList<>() : arguments.get(0);
            case "copyreg._reconstructor", "copy_reg._reconstructor" ->
                new PythonObject(arguments.isEmpty() ? name.toString() : String.valueOf(named(arguments.get(0))));
            default -> new PythonObject(name.toString());
        };
    }

    private static Object named(Object value) {
        return value instanceof PythonName ? value : "a class";
    }

    /** Items that OrderedDict takes as pairs; no more than two values each, so nothing is walked through. */
    private static Map<Object, Object> dictionary(List<?> arguments) throws IOException {
        Map<Object, Object> made = new LinkedHashMap<>();
        if (!arguments.isEmpty() && arguments.get(0) instanceof List<?> pairs) {
            for (Object item : pairs) {
                if (!(item instanceof List<?> pair) || pair.size() != 2 || !(pair.get(0) instanceof String key)) {
                    throw new IOException("an OrderedDict is not made of pairs of a name and a value");
                }
                made.put(key, pair.get(1));
            }
        }
        return made;
    }

    private static Object tensor(List<?> arguments) throws IOException {
        if (arguments.size() < 4) {
            throw new IOException("a tensor is made of " + arguments.size() + " values");
        }
        if (arguments.get(0) instanceof PythonObject other) {
            return new PythonObject("torch.Tensor of " + other.className());
        }
        if (!(arguments.get(0) instanceof Storage storage) || !(arguments.get(1) instanceof Long offset)) {
            throw new IOException("a tensor is made of no storage and place");
        }
        return TorchTensor.of(storage, offset, numbers(arguments.get(2)), numbers(arguments.get(3)));
    }

    private static List<Long> numbers(Object value) throws IOException {
        List<Long> numbers = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (!(item instanceof Long number)) {
                    throw new IOException("shape and strides of a tensor are not lists of whole numbers");
                }
                numbers.add(number);
            }
            return numbers;
        }
        throw new IOException("shape and strides of a tensor are not lists of whole numbers");
    }

    /**
     * What a reference to something outside the pickle means: {@code ('storage', class, key, device, elements)}, or {@code
     * ('module', class, file, source)} of a pickled network.
     *
     * @throws IOException if it means nothing, or one storage is described in two ways
     */
    Object persistent(List<?> reference) throws IOException {
        if (reference.size() > 1 && "module".equals(reference.get(0))) {
            return reference.get(1);
        }
        boolean storage = reference.size() >= 5
                && "storage".equals(reference.get(0))
                && reference.get(1) instanceof PythonName
                && reference.get(2) instanceof String
                && reference.get(4) instanceof Long;
        if (!storage) {
            throw new IOException("a reference to something outside the pickle that is not a storage");
        }
        if (reference.size() > 5 && reference.get(5) != null) {
            throw new IOException("a storage that is part of another one: save it again with a newer PyTorch");
        }
        PythonName storageClass = (PythonName) reference.get(1);
        for (Storage.Type type : Storage.Type.values()) {
            if (type.isOf(storageClass)) {
                return storage((String) reference.get(2), type, (Long) reference.get(4));
            }
        }
        return new PythonObject(storageClass.toString());
    }

    private Storage storage(String key, Storage.Type type, long elements) throws IOException {
        if (!key.matches("[0-9]{1,20}")) {
            throw new IOException("a storage whose key is not a number");
        }
        Storage known = storages.get(key);
        if (known == null) {
            known = new Storage(key, type, elements);
            storages.put(key, known);
        } else if (known.type() != type || known.elements() != elements) {
            throw new IOException("storage " + key + " is described in two ways");
        }
        return known;
    }
}
