package org.ctbench.harness.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationTest {
    private static final Sha256 HEAD = Sha256.of(new byte[] {1});
    private static final ObjectMapper JSON = new ObjectMapper();

    /** RFC 8032, section 7.1, test 1: the secret and the public key, in the frames of RFC 8410. */
    private static final String SECRET =
            "302e020100300506032b657004220420" + "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String PUBLIC =
            "302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    @TempDir
    Path temp;

    private Path bundle;
    private Path key;

    @BeforeEach
    void makeABundle() throws IOException {
        bundle = Files.writeString(temp.resolve("run.crate.zip"), "the bytes of a bundle");
        key = temp.resolve("keys/my.key");
        SigningKeys.generate(key);
    }

    @Test
    void aSignedBundleIsTheOneOfItsSigner() throws IOException {
        Attestation.sign(bundle, Sha256.of(bundle), HEAD, SigningKeys.readPrivate(key));

        assertEquals(Optional.empty(), problem(key));
    }

    @Test
    void aBundleIsNotSignedWithoutASignatureByAnotherKeyOrForOtherBytes() throws IOException {
        Path file = Attestation.beside(bundle);
        assertEquals(Optional.of("there is no signature: " + file + " is missing"), problem(key));

        Attestation.sign(bundle, Sha256.of(bundle), HEAD, SigningKeys.readPrivate(key));
        Path other = temp.resolve("other.key");
        SigningKeys.generate(other);
        String unlike = "it is not signed with this key, or the signature was changed: " + file;
        assertEquals(Optional.of(unlike), problem(other));

        String envelope = Files.readString(file);
        Files.writeString(bundle, "other bytes of a bundle");
        assertEquals(Optional.of("the signature is of another bundle: " + file), problem(key));

        Files.writeString(file, envelope.replace("\"payload\" : \"e", "\"payload\" : \"f"));
        assertEquals(Optional.of(unlike), problem(key));
        for (String damaged :
                List.of("", "{}", "[1]", envelope.replace("\"sig\"", "\"gis\""), envelope.replace("=", "?"))) {
            Files.writeString(file, damaged);
            assertEquals(Optional.of("the signature is damaged: " + file), problem(key), damaged);
        }
    }

    /** The owner of a key may sign other things about the same file, with other tools. */
    @Test
    void aStatementOfAnotherKindIsNotAboutABundle() throws IOException {
        var subject = new Attestation.Subject(
                "run.crate.zip", Map.of("sha256", Sha256.of(bundle).hex()));
        String type = "https://in-toto.io/Statement/v1";
        String bundles = "urn:ctbench:bundle:1";
        String provenance = "https://slsa.dev/provenance/v1";
        Optional<String> other =
                Optional.of("the signature is not about a bundle of ctbench: " + Attestation.beside(bundle));

        for (Attestation.Statement statement : List.of(
                new Attestation.Statement(type, List.of(subject), provenance, Map.of("runDetails", Map.of())),
                new Attestation.Statement("https://in-toto.io/Statement/v0.1", List.of(subject), bundles, Map.of()))) {
            Attestation.sign(bundle, statement, SigningKeys.readPrivate(key));
            assertEquals(other, problem(key), statement.toString());
        }
        Attestation.sign(
                bundle,
                new Attestation.Statement(type, List.of(subject), bundles, Map.of()),
                SigningKeys.readPrivate(key));
        assertEquals(Optional.empty(), problem(key));
    }

    @Test
    void isAStatementOfInTotoInAnEnvelopeOfDsse() throws IOException {
        JsonNode envelope =
                JSON.readTree(Attestation.sign(bundle, Sha256.of(bundle), HEAD, SigningKeys.readPrivate(key))
                        .toFile());

        JsonNode statement =
                JSON.readTree(Base64.getDecoder().decode(envelope.get("payload").asText()));

        assertEquals("application/vnd.in-toto+json", envelope.get("payloadType").asText());
        assertEquals("https://in-toto.io/Statement/v1", statement.get("_type").asText());
        assertEquals("run.crate.zip", statement.at("/subject/0/name").asText());
        assertEquals(
                Sha256.of(bundle).hex(),
                statement.at("/subject/0/digest/sha256").asText());
        assertEquals("urn:ctbench:run-head:1", statement.at("/subject/1/name").asText());
        assertEquals(HEAD.hex(), statement.at("/subject/1/digest/sha256").asText());
        assertEquals("urn:ctbench:bundle:1", statement.get("predicateType").asText());
        assertEquals(
                "DSSEv1 29 http://example.com/HelloWorld 11 hello world", // the example of the protocol
                new String(
                        Attestation.encoded(
                                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8)),
                        StandardCharsets.UTF_8));
    }

    /** Keys of others are read: those of RFC 8032. */
    @Test
    void readsThePemOfOthers() throws IOException {
        Files.writeString(temp.resolve("rfc"), pem("PRIVATE KEY", SECRET));
        Files.writeString(temp.resolve("rfc.pub"), pem("PUBLIC KEY", PUBLIC));

        Attestation.sign(bundle, Sha256.of(bundle), HEAD, SigningKeys.readPrivate(temp.resolve("rfc")));

        assertEquals(Optional.empty(), problem(temp.resolve("rfc")));
    }

    @Test
    void opensslVerifiesWhatIsSignedAndReadsTheKeys() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl");
        JsonNode envelope =
                JSON.readTree(Attestation.sign(bundle, Sha256.of(bundle), HEAD, SigningKeys.readPrivate(key))
                        .toFile());
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] payload = base64.decode(envelope.get("payload").asText());
        Files.write(
                temp.resolve("signed"),
                Attestation.encoded(envelope.get("payloadType").asText(), payload));
        Files.write(
                temp.resolve("signature"),
                base64.decode(envelope.at("/signatures/0/sig").asText()));

        int status = new ProcessBuilder(
                        "/usr/bin/openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        "keys/my.key.pub",
                        "-rawin",
                        "-in",
                        "signed",
                        "-sigfile",
                        "signature")
                .directory(temp.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();

        assertEquals(0, status);
    }

    @Test
    void aPrivateKeyIsForItsOwnerAloneAndNeverReplaced() throws IOException {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));

        var again = assertThrows(UserException.class, () -> SigningKeys.generate(key));
        Files.delete(key);
        var half = assertThrows(UserException.class, () -> SigningKeys.generate(key));

        assertEquals("there is a file already, and keys are not replaced", again.problem());
        assertEquals(SigningKeys.publicOf(key).toString(), half.where());
        assertTrue(Files.notExists(key));
    }

    @Test
    void whatIsNoKeyIsRefused() throws IOException {
        Path text = Files.writeString(temp.resolve("text"), "no key");

        var secret = assertThrows(UserException.class, () -> SigningKeys.readPrivate(text));
        var open = assertThrows(UserException.class, () -> SigningKeys.readPublic(key));

        assertEquals("no private key of Ed25519 in PEM", secret.problem());
        assertEquals("no public key of Ed25519 in PEM", open.problem());
        assertEquals("make a pair of keys with `ctbench keygen FILE`; the public one is FILE.pub", open.fix());
    }

    private Optional<String> problem(Path of) throws IOException {
        return Attestation.problem(bundle, Sha256.of(bundle), SigningKeys.readPublic(SigningKeys.publicOf(of)));
    }

    private static String pem(String kind, String hex) {
        String text = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
