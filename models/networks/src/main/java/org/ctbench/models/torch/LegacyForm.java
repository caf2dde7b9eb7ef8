package org.ctbench.models.torch;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The form before PyTorch 1.6: a pickled magic number, the protocol's version and facts about the machine, the pickle of what
 * was saved, the pickled list of the storages' keys, then for each its number of elements (eight bytes, little-endian) and its
 * elements.
 */
final class LegacyForm implements TorchFile.Form {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final long LONGEST = Integer.MAX_VALUE - 8;

    private final byte[] bytes;
    private final Object value;
    private final Map<String, Integer> places = new HashMap<>();

    private LegacyForm(byte... bytes) throws IOException {
        this.bytes = bytes;
        PickleInput in = new PickleInput(bytes);
        Construction construction = new Construction();
        if (!MAGIC.equals(pickle(in, construction))) {
            throw new IOException("a pickle, but not one that torch.save wrote");
        }
        if (!Long.valueOf(VERSION).equals(pickle(in, construction))) {
            throw new IOException("a version of PyTorch's form that is not " + VERSION);
        }
        Map<String, Object> machine = TorchFile.entries(pickle(in, construction));
        if (!Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw new IOException("its numbers are not little-endian: save it again on a common machine");
        }
        value = pickle(in, construction);
        Object keys = pickle(in, construction);
        if (!(keys instanceof List<?> list)) {
            throw in.fault("the list of storages is not a list");
        }
        for (Object key : list) {
            place(in, construction, key);
        }
        if (in.remaining() > 0) {
            throw new IOException(in.remaining() + " bytes behind the last storage: damaged");
        }
        if (!places.keySet().containsAll(construction.storages().keySet())) {
            throw new IOException("a tensor has a storage that is not in the file");
        }
    }

    static LegacyForm open(Path file) throws IOException {
        long length = Files.size(file);
        if (length > LONGEST) {
            throw new IOException("a file of " + length
                    + " bytes in PyTorch's old form; save it again with PyTorch 1.6 or" + " newer");
        }
        return new LegacyForm(Files.readAllBytes(file));
    }

    private static Object pickle(PickleInput in, Construction construction) throws IOException {
        return new Unpickler(in, construction).read();
    }

    private void place(PickleInput in, Construction construction, Object key) throws IOException {
        Storage storage = key instanceof String name ? construction.storages().get(name) : null;
        if (storage == null || places.containsKey(storage.key())) {
            throw in.fault("a storage that no tensor has, or that appears twice");
        }
        long elements = in.signedLong();
        if (elements != storage.elements()) {
            throw in.fault("storage " + key + " has " + elements + " elements, expected " + storage.elements());
        }
        places.put(storage.key(), in.position());
        in.skip(storage.length());
    }

    @Override
    public String description() {
        return "PyTorch, form before 1.6";
    }

    @Override
    public Object value() {
        return value;
    }

    @Override
    public byte[] read(Storage storage) {
        int from = places.get(storage.key());
        return Arrays.copyOfRange(bytes, from, from + (int) storage.length());
    }

    @Override
    public void close() {
        // nothing is open
    }
}
