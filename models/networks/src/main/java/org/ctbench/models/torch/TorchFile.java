package org.ctbench.models.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A checkpoint that {@code torch.save} wrote: an archive (PyTorch 1.6 and newer), or the older form of one pickle after the
 * other. Closed by the caller, after the tensors that are wanted are loaded.
 */
public final class TorchFile implements AutoCloseable {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int PICKLE = 0x80;
    private static final int START = 9;

    /** Tensors may share storages; beyond this they could only be meant to fill the memory. */
    private static final long MOST_SHARING = 16;

    private final Form form;
    private final long length;

    /** Where the parts of a checkpoint stand. */
    interface Form extends AutoCloseable {
        /** In words. */
        String description();

        /** The value that was saved. */
        Object value();

        /** The content of a storage. */
        byte[] read(Storage storage) throws IOException;

        @Override
        void close() throws IOException;
    }

    private TorchFile(Form form, long length) {
        this.form = form;
        this.length = length;
    }

    /**
     * Whether a file begins as a checkpoint of PyTorch does. The length at the start of a safetensors file may begin as a pickle
     * does, but is below 2^32, and a brace follows it.
     */
    public static boolean isOne(Path file) throws IOException {
        byte[] start = start(file);
        boolean header = start.length == START && start[4] == 0 && start[START - 1] == '{';
        return isArchive(start) || start.length > 0 && Byte.toUnsignedInt(start[0]) == PICKLE && !header;
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(START);
        }
    }

    private static boolean isArchive(byte... start) {
        return Arrays.equals(Arrays.copyOf(start, ZIP.length), ZIP);
    }

    /**
     * Opens a checkpoint and reads all of it but the elements of its tensors.
     *
     * @throws IOException if it is none, is cut off or damaged, or calls what acts on the machine
     */
    public static TorchFile open(Path file) throws IOException {
        Form form = isArchive(start(file)) ? ArchiveForm.open(file) : LegacyForm.open(file);
        return new TorchFile(form, Files.size(file));
    }

    /** How the file is written, in words. */
    public String form() {
        return form.description();
    }

    /** Whether what was saved is a dictionary. */
    public boolean isDictionary() {
        return form.value() instanceof Map;
    }

    /**
     * The entries of what was saved, if it is a dictionary, whose keys are texts: tensors as {@link TorchTensor}, dictionaries
     * as maps, lists and tuples as lists, numbers, texts, truth values, null, and {@link PythonObject} for all else.
     */
    public Map<String, Object> entries() {
        return entries(form.value());
    }

    /** The same of one of the values. */
    public static Map<String, Object> entries(Object value) {
        Map<String, Object> entries = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, entry) -> {
                if (key instanceof String name) {
                    entries.put(name, entry);
                }
            });
        }
        return entries;
    }

    /** What was saved, or one of its values, for people; of bounded length. */
    public String words(Object value) {
        return ValueWording.of(value);
    }

    /** What was saved, for people. */
    public String words() {
        return ValueWording.of(form.value());
    }

    /**
     * Reads the elements of tensors.
     *
     * @throws IOException if the file is cut off or damaged there, or the tensors would take far more memory than the file
     */
    public void load(Collection<TorchTensor> tensors) throws IOException {
        Set<Storage> storages = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Storage> inOrder = new ArrayList<>();
        long tensorBytes = 0;
        long storageBytes = 0;
        for (TorchTensor tensor : tensors) {
            tensorBytes = Math.addExact(tensorBytes, tensor.length());
            if (storages.add(tensor.storage())) {
                inOrder.add(tensor.storage());
                storageBytes = Math.addExact(storageBytes, tensor.storage().length());
            }
            if (storageBytes > length || tensorBytes > MOST_SHARING * length) {
                throw new IOException("the tensors would take " + Math.max(storageBytes, tensorBytes)
                        + " bytes or more, the file has " + length);
            }
        }
        for (Storage storage : inOrder) {
            if (!storage.isLoaded()) {
                storage.load(form.read(storage));
            }
        }
    }

    @Override
    public void close() throws IOException {
        form.close();
    }
}
