package org.ctbench.harness.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.UserException;

/**
 * Keys that bundles are signed with: Ed25519 (RFC 8032) in PEM, PKCS #8 for the private key and X.509 for the public one (RFC 8410), as
 * OpenSSL writes them.
 */
public final class SigningKeys {
    static final String ALGORITHM = "Ed25519";

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int LINE = 64; // characters of a line of PEM (RFC 7468)

    private SigningKeys() {}

    /** Where the public key lies of a private one that {@link #generate} wrote. */
    public static Path publicOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".pub");
    }

    /**
     * Makes a pair of keys. The private one is readable by its owner alone, where the file system knows owners.
     *
     * @param file for the private key; the public one lies beside it, with {@code .pub} behind its name
     * @throws UserException if one of the files is there already
     */
    public static void generate(Path file) throws IOException {
        KeyPair pair;
        try {
            pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java from 15 on has " + ALGORITHM, e);
        }
        if (Files.exists(publicOf(file))) {
            throw there(publicOf(file));
        }
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        boolean owners = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] own = owners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        create(file, pem(PRIVATE, pair.getPrivate().getEncoded()), own);
        create(publicOf(file), pem(PUBLIC, pair.getPublic().getEncoded()));
    }

    private static void create(Path file, String text, FileAttribute<?>... attributes) throws IOException {
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (FileAlreadyExistsException e) {
            throw there(file);
        }
    }

    private static UserException there(Path file) {
        return new UserException(
                "there is a file already, and keys are not replaced", file.toString(), "name another file");
    }

    /**
     * Reads a private key.
     *
     * @throws UserException if the file is missing or holds no private key of Ed25519
     */
    public static PrivateKey readPrivate(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(read(file, PRIVATE)));
        } catch (GeneralSecurityException e) {
            throw noKey(file, PRIVATE, e);
        }
    }

    /**
     * Reads a public key.
     *
     * @throws UserException if the file is missing or holds no public key of Ed25519
     */
    public static PublicKey readPublic(Path file) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(read(file, PUBLIC)));
        } catch (GeneralSecurityException e) {
            throw noKey(file, PUBLIC, e);
        }
    }

    private static byte[] read(Path file, String kind) throws IOException {
        Matcher pem = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----")
                .matcher(Documents.readText(file));
        if (!pem.find()) {
            throw noKey(file, kind, null);
        }
        try {
            return Base64.getMimeDecoder().decode(pem.group(1));
        } catch (IllegalArgumentException e) {
            throw noKey(file, kind, e);
        }
    }

    private static UserException noKey(Path file, String kind, Exception cause) {
        String words = kind.equals(PRIVATE) ? "private" : "public";
        return new UserException(
                "no " + words + " key of " + ALGORITHM + " in PEM",
                file.toString(),
                "make a pair of keys with `ctbench keygen FILE`"
                        + (kind.equals(PUBLIC) ? "; the public one is FILE.pub" : ""),
                cause);
    }

    private static String pem(String kind, byte[] encoded) {
        String text = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
