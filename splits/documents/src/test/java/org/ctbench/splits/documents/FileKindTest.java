package org.ctbench.splits.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    static Stream<Arguments> kinds() {
        byte[] dicom = Arrays.copyOf(new byte[0], 300);
        System.arraycopy(bytes("DICM"), 0, dicom, 128, 4);
        byte[] nifti = Arrays.copyOf(new byte[0], 400);
        System.arraycopy(bytes("n+1\0"), 0, nifti, 344, 4);
        return Stream.of(
                Arguments.of(FileKind.LFS_POINTER, bytes("version https://git-lfs.github.com/spec/v1\noid")),
                Arguments.of(FileKind.HTML, bytes("\ufeff\n <!DOCTYPE html><html>")),
                Arguments.of(FileKind.HTML, bytes("<HTML lang=\"en\">")),
                Arguments.of(FileKind.MAIL, bytes("From a@b.org Sat Nov 28 2020\nReceived: by c\n")),
                Arguments.of(
                        FileKind.MAIL, bytes("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a/b\r\n")),
                Arguments.of(FileKind.UTF16, "NCP_1".getBytes(StandardCharsets.UTF_16)),
                Arguments.of(FileKind.UTF16, "NCP_1_2.png 2".getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of(FileKind.DICOM, dicom),
                Arguments.of(FileKind.BIG_TIFF, hex("49492b0008000000")),
                Arguments.of(FileKind.BIG_TIFF, hex("4d4d002b00080000")),
                Arguments.of(FileKind.NIFTI, nifti),
                Arguments.of(FileKind.GZIP, hex("1f8b0800")),
                Arguments.of(FileKind.ZIP, hex("504b0304")),
                Arguments.of(FileKind.RAR, bytes("Rar!\u001a")),
                Arguments.of(FileKind.SEVEN_ZIP, hex("377abcaf271c")),
                Arguments.of(FileKind.PDF, bytes("%PDF-1.7")),
                Arguments.of(FileKind.GIF, bytes("GIF89a")),
                Arguments.of(FileKind.WEBP, bytes("RIFF....WEBPVP8 ")),
                Arguments.of(FileKind.JPEG_2000, hex("0000000c6a502020")),
                Arguments.of(FileKind.NUMPY, hex("934e554d5059")),
                Arguments.of(FileKind.HDF5, hex("894844460d0a")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void isKnownByItsFirstBytes(FileKind kind, byte[] content) {
        assertEquals(Optional.of(kind), FileKind.of(content));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "N",
                "NCP_1_2_0003.png 2 0 0 5 5\n",
                "from here on: x\n",
                "date: 2020\nno header\n",
                "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000",
                "split: demo\nmodels: []\n"
            })
    void isNotGuessed(String text) {
        assertEquals(Optional.empty(), FileKind.of(bytes(text)));
    }

    @Test
    void isNotSeenInPicturesThatAreRead() {
        for (String start :
                new String[] {"89504e470d0a1a0a", "ffd8ffe000104a464946", "424d36000000", "49492a0008000000"}) {
            assertEquals(Optional.empty(), FileKind.of(hex(start)), start);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
