package org.ctbench.models.torch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The form of PyTorch 1.6 and newer: a zip archive of one folder with {@code data.pkl} and a file for each storage, none of
 * them compressed. Nothing is unpacked; a storage is found by its number.
 */
final class ArchiveForm implements TorchFile.Form {
    private static final String PICKLE = "/data.pkl";

    private final ZipFile zip;
    private final long fileLength;
    private final String folder;
    private final Object value;

    private ArchiveForm(ZipFile zip, long fileLength) throws IOException {
        this.zip = zip;
        this.fileLength = fileLength;
        folder = folder(zip);
        if (zip.getEntry(folder + "/constants.pkl") != null) {
            throw new IOException(
                    "it is a TorchScript program, not a checkpoint: save the state_dict() of the network");
        }
        ZipEntry order = zip.getEntry(folder + "/byteorder");
        if (order != null && !new String(read(order), StandardCharsets.UTF_8).equals("little")) {
            throw new IOException("its numbers are not little-endian: save it again on a common machine");
        }
        byte[] pickle = read(zip.getEntry(folder + PICKLE));
        value = new Unpickler(new PickleInput(pickle), new Construction()).read();
    }

    static ArchiveForm open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive's directory is damaged: " + e.getMessage(), e);
        }
        try {
            return new ArchiveForm(zip, file.toFile().length());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static String folder(ZipFile zip) throws IOException {
        List<String> found = Collections.list(zip.entries()).stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .toList();
        if (found.size() != 1) {
            throw new IOException("a zip archive with " + found.size() + " files FOLDER" + PICKLE
                    + "; a checkpoint of PyTorch has one");
        }
        return found.get(0).substring(0, found.get(0).length() - PICKLE.length());
    }

    @Override
    public String description() {
        return "PyTorch, archive";
    }

    @Override
    public Object value() {
        return value;
    }

    @Override
    public byte[] read(Storage storage) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "/data/" + storage.key());
        if (entry == null) {
            throw new IOException("storage " + storage.key() + " is not in the archive");
        }
        if (entry.getSize() != storage.length()) {
            throw new IOException("storage " + storage.key() + " has " + entry.getSize() + " bytes, but "
                    + storage.elements() + " elements of " + storage.type() + " take " + storage.length());
        }
        return read(entry);
    }

    private byte[] read(ZipEntry entry) throws IOException {
        long size = entry.getSize();
        if (entry.getMethod() != ZipEntry.STORED || size != entry.getCompressedSize()) {
            throw new IOException(entry.getName() + " is compressed, which PyTorch never does");
        }
        if (size > fileLength || size > Integer.MAX_VALUE - 8) {
            throw new IOException(entry.getName() + " would have " + size + " bytes");
        }
        byte[] content;
        try (InputStream in = zip.getInputStream(entry)) {
            content = in.readNBytes((int) size);
        }
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if (content.length != size || checksum.getValue() != entry.getCrc()) {
            throw new IOException(entry.getName() + " is damaged: its checksum differs");
        }
        return content;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
