package org.ctbench.models.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchFileTest {
    /** Far more than any of these files takes; ends what would never end. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"archive", "legacy"})
    void readsWhatTorchSaved(String form) throws IOException {
        try (TorchFile file = TorchFile.open(golden(form))) {
            Map<String, Object> entries = file.entries();

            assertEquals(
                    List.of("epoch", "model_weights", "optimizer_state", "lrate", "affinity", "anchor_generator"),
                    List.copyOf(entries.keySet()));
            assertEquals("99", entries.get("epoch"));
            assertEquals(1e-5, entries.get("lrate"));
            assertEquals(16L, entries.get("affinity"));
            assertEquals(
                    "object of models.rpn.AnchorGenerator, sizes ((2, 4, 8, 16, 32)), aspect_ratios ((0.1, 0.25, 0.5, 1.0,"
                            + " 1.5, 2.0))",
                    file.words(entries.get("anchor_generator")));
            assertEquals("dictionary of 2", file.words(entries.get("optimizer_state")));
            assertEquals(16, TorchFile.entries(entries.get("model_weights")).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "legacy"})
    void refusesAFileThatIsCutOffAnywhere(String form) throws IOException {
        Path file = Files.copy(golden(form), folder.resolve("cut.pth"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long length = channel.size() - 1; length >= 0; length--) {
                channel.truncate(length);

                assertThrows(IOException.class, () -> readWholly(file), "the first " + channel.size() + " bytes");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "posix, system",
        "os, popen",
        "subprocess, Popen",
        "builtins, eval",
        "__builtin__, getattr",
        "importlib, import_module",
        "runpy, _run_code"
    })
    void refusesACallThatActs(String module, String name) throws IOException {
        String call = "c" + module + "\n" + name + "\n(U\u0004echotR";

        assertEquals(
                "the file calls " + module + "." + name
                        + ": programs that unpickle it would run that. No checkpoint needs it;"
                        + " do not open this file with other programs",
                refusal(call, 4));
    }

    @Test
    void keepsAnObjectOfAnotherClassByItsNameAlone() throws IOException {
        Path file = archive("cmy.package\nThing\n(U\u0001xtR}U\u0005colorU\u0003redsb", 4);

        try (TorchFile torch = TorchFile.open(file)) {
            assertEquals(
                    "object of my.package.Thing", torch.words(torch.entries().get("w")));
        }
    }

    @Test
    void readsBillionsOfReferencesInASmallFile() throws IOException {
        StringBuilder laughs = new StringBuilder("(](U\u0001heq\u0000");
        for (int level = 0; level < 60; level++) { // 2^60 texts, if anyone walked through them
            laughs.append("](h")
                    .append((char) level)
                    .append('h')
                    .append((char) level)
                    .append("eq");
            laughs.append((char) (level + 1));
        }
        Path file = archive(laughs.append('t').toString(), 4);

        assertTimeoutPreemptively(LIMIT, () -> {
            try (TorchFile torch = TorchFile.open(file)) {
                assertTrue(torch.words(torch.entries().get("w")).length() < 500);
            }
        });
    }

    @Test
    void readsDeeplyNestedValues() throws IOException {
        Path file = archive(")" + "\u0085".repeat(200_000), 4);

        try (TorchFile torch = TorchFile.open(file)) {
            assertEquals("((((list of 1))))", torch.words(torch.entries().get("w")));
        }
    }

    @Test
    void takesADictionaryForAKeyByIdentity() throws IOException {
        String nested = "U\u0001a" + "\u0085".repeat(100_000); // comparing such keys would exhaust the stack
        Path file = archive("}" + nested + "I1\ns" + nested + "I2\ns", 4);

        try (TorchFile torch = TorchFile.open(file)) {
            assertEquals("dictionary of 2", torch.words(torch.entries().get("w")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "expanded | 4 | 0 | 1000000000 | 0 | has elements that overlap",
                "overlapping | 4 | 0 | 2,2 | 1,1 | has elements that overlap",
                "negative stride | 4 | 3 | 4 | -1 | has a negative number",
                "negative size | 4 | 0 | -4 | 1 | has a negative number",
                "negative offset | 4 | -1 | 4 | 1 | has a negative number",
                "too far | 4 | 1 | 4 | 1 | reaches beyond its storage",
                "one too far | 4 | 0 | 2,2 | 3,1 | reaches beyond its storage",
                "no stride | 4 | 0 | 2,2 | 1 | does not have one stride for each dimension",
                "beyond all numbers | 4 | 0 | 4294967296,4294967296 | 1,1 | is larger than any storage",
                "stride beyond all numbers | 4 | 0 | 3,3 | 4611686018427387904,1 | is larger than any storage"
            })
    void refusesAViewThatCannotBe(String what, int elements, int offset, String shape, String strides, String problem)
            throws IOException {
        String opcodes = Checkpoints.tensor(elements, offset, tuple(shape), tuple(strides));

        String refusal = refusal(opcodes, 4 * elements);

        assertTrue(refusal.endsWith(problem), refusal);
    }

    @Test
    void readsATensorThatLiesBackwardInAnOtherwiseValidFile() throws IOException {
        Path file = archive(Checkpoints.tensor(6, 1, tuple("2,2"), tuple("1,3")), 24);

        try (TorchFile torch = TorchFile.open(file)) {
            TorchTensor tensor = (TorchTensor) torch.entries().get("w");
            torch.load(List.of(tensor));
            assertArrayEquals(new byte[16], tensor.bytes());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "storage outside | 0 | ../../secret | a storage whose key is not a number",
                "storage not there | 0 | 7 | storage 7 is not in the archive",
                "storage too short | 3 | 0 | storage 0 has 3 bytes, but 1 elements of F32 take 4"
            })
    void refusesAStorageThatIsNotThere(String what, int bytes, String key, String problem) throws IOException {
        String key0 = "U\u00010";
        String other = "U" + (char) key.length() + key;

        assertEquals(
                problem,
                refusal(Checkpoints.tensor(1, 0, tuple("1"), tuple("1")).replace(key0, other), bytes));
    }

    @Test
    void refusesATensorOfAClassOfStorageThatItDoesNotKnow() throws IOException {
        Path file =
                archive(Checkpoints.tensor(1, 0, tuple("1"), tuple("1")).replace("FloatStorage", "QInt8Storage"), 4);

        try (TorchFile torch = TorchFile.open(file)) {
            assertEquals(
                    "object of torch.Tensor of torch.QInt8Storage",
                    torch.words(torch.entries().get("w")));
        }
    }

    @Test
    void refusesAStorageThatIsDescribedInTwoWays() throws IOException {
        String one = Checkpoints.tensor(1, 0, tuple("1"), tuple("1"));

        assertEquals(
                "storage 0 is described in two ways",
                refusal("(" + one + one.replace("FloatStorage", "LongStorage") + "t", 4));
    }

    @Test
    void refusesACompressedArchive() throws IOException {
        Map<String, byte[]> parts = Checkpoints.parts(Checkpoints.pickle("N"), 1 << 20);
        Path file = Checkpoints.write(folder.resolve("bomb.pth"), parts, ZipEntry.DEFLATED);

        assertEquals(
                "archive/data.pkl is compressed, which PyTorch never does",
                assertThrows(IOException.class, () -> TorchFile.open(file)).getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "archive/byteorder | big | its numbers are not little-endian: save it again on a common machine",
                "archive/constants.pkl | x |"
                        + " it is a TorchScript program, not a checkpoint: save the state_dict() of the network",
                "other/data.pkl | x |" + " a zip archive with 2 files FOLDER/data.pkl; a checkpoint of PyTorch has one"
            })
    void refusesAnArchiveOfAnotherKind(String part, String content, String problem) throws IOException {
        Map<String, byte[]> parts = Checkpoints.parts(Checkpoints.pickle("N"), 4);
        parts.put(part, content.getBytes(StandardCharsets.US_ASCII));
        Path file = Checkpoints.write(folder.resolve("other.pth"), parts, ZipEntry.STORED);

        assertEquals(
                problem,
                assertThrows(IOException.class, () -> TorchFile.open(file)).getMessage());
    }

    @Test
    void refusesALegacyFileOfAnotherByteOrder() throws IOException {
        byte[] bytes = Files.readAllBytes(golden("legacy"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int key = text.indexOf("little_endian");
        bytes[text.indexOf('\u0088', key)] = (byte) 0x89; // True becomes False
        Path file = Files.write(folder.resolve("big.pth"), bytes);

        assertEquals(
                "its numbers are not little-endian: save it again on a common machine",
                assertThrows(IOException.class, () -> TorchFile.open(file)).getMessage());
    }

    @Test
    void seesADamagedStorage() throws IOException {
        byte[] bytes = Files.readAllBytes(golden("archive"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int quarter = text.indexOf("\u0000\u0000\u0080\u003e"); // 0.25 in float32
        bytes[quarter] ^= 1;
        Path file = Files.write(folder.resolve("damaged.pth"), bytes);

        String problem = assertThrows(IOException.class, () -> readWholly(file)).getMessage();

        assertTrue(problem.matches("archive/data/\\d+ is damaged: its checksum differs"), problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "opcode | i | opcode 0x69, which PyTorch does not write",
                "stack | 0 | a value is missing",
                "recall | hz | value 122 is recalled before it is stored",
                "long text | X\u00ff\u00ff\u00ff\u00ff | 4294967295 bytes are needed and"
            })
    void refusesADamagedPickle(String what, String opcodes, String problem) throws IOException {
        String refusal = refusal(what.equals("stack") ? "000" : opcodes, 4);

        assertTrue(refusal.contains(problem), refusal);
    }

    private String refusal(String value, int bytes) throws IOException {
        Path file = archive(value, bytes);
        return assertThrows(IOException.class, () -> readWholly(file)).getMessage();
    }

    private Path archive(String value, int bytes) throws IOException {
        return Checkpoints.write(
                folder.resolve("made.pth"), Checkpoints.parts(Checkpoints.pickle(value), bytes), ZipEntry.STORED);
    }

    private static String tuple(String numbers) {
        return Checkpoints.tuple(
                Arrays.stream(numbers.split(",")).mapToLong(Long::parseLong).toArray());
    }

    private static void readWholly(Path file) throws IOException {
        try (TorchFile torch = TorchFile.open(file)) {
            List<TorchTensor> tensors = new ArrayList<>();
            for (Object value : torch.entries().values()) {
                collect(value, tensors);
            }
            torch.load(tensors);
        }
    }

    private static void collect(Object value, List<TorchTensor> into) {
        if (value instanceof TorchTensor tensor) {
            into.add(tensor);
        }
        TorchFile.entries(value).values().forEach(inner -> collect(inner, into));
    }

    private static Path golden(String form) {
        return Path.of("src", "test", "resources", "torch", form + ".pth");
    }
}
