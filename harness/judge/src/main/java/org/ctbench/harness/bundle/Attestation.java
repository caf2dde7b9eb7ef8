package org.ctbench.harness.bundle;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ctbench.splits.documents.AtomicFiles;
import org.ctbench.splits.documents.Documents;
import org.ctbench.splits.documents.Sha256;
import org.ctbench.splits.documents.UserException;

/**
 * Who vouches for a bundle: an in-toto Statement (version 1) about its digest, signed with Ed25519 in a DSSE envelope, the form that
 * Sigstore and SLSA tools read. It lies beside the bundle. It tells who sealed the bundle, and nothing of whether the results are
 * true.
 *
 * @param payload the statement, Base64
 * @param payloadType media type of the statement
 * @param signatures one
 */
public record Attestation(String payload, String payloadType, List<Signed> signatures) {
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String SUFFIX = ".intoto.json";

    public Attestation {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(payloadType, "payloadType");
        signatures = List.copyOf(Objects.requireNonNull(signatures, "signatures"));
    }

    /**
     * A signature.
     *
     * @param sig the signature, Base64
     */
    @JsonIgnoreProperties(ignoreUnknown = true) // others name the key as well
    record Signed(String sig) {
        Signed {
            Objects.requireNonNull(sig, "sig");
        }
    }

    /** The statement: subjects, and what is said of them. */
    @JsonIgnoreProperties(ignoreUnknown = true) // others say more, or other things
    record Statement(
            @JsonProperty("_type") String type,
            List<Subject> subject,
            String predicateType,
            Map<String, Object> predicate) {
        private static final String TYPE = "https://in-toto.io/Statement/v1";
        private static final String HEAD = "urn:ctbench:run-head:1";
        private static final String BUNDLE = "urn:ctbench:bundle:1";

        Statement {
            subject = List.copyOf(Objects.requireNonNull(subject, "subject"));
        }
    }

    record Subject(String name, Map<String, String> digest) {
        Subject {
            Objects.requireNonNull(digest, "digest");
        }

        static Subject of(String name, Sha256 digest) {
            return new Subject(name, Map.of("sha256", digest.hex()));
        }
    }

    /** Where the attestation of a bundle lies. */
    public static Path beside(Path bundle) {
        return bundle.resolveSibling(bundle.getFileName() + SUFFIX);
    }

    /**
     * Signs a bundle.
     *
     * @param digest digest of the bundle
     * @param head of its run, {@link org.ctbench.harness.results.Numbers#head}: the second subject of the statement
     * @param key of Ed25519
     * @return the file of the attestation, beside the bundle
     */
    public static Path sign(Path bundle, Sha256 digest, Sha256 head, PrivateKey key) throws IOException {
        List<Subject> subjects =
                List.of(Subject.of(bundle.getFileName().toString(), digest), Subject.of(Statement.HEAD, head));
        return sign(bundle, new Statement(Statement.TYPE, subjects, Statement.BUNDLE, Map.of()), key);
    }

    static Path sign(Path bundle, Statement statement, PrivateKey key) throws IOException {
        byte[] payload = Documents.toJson(statement).getBytes(StandardCharsets.UTF_8);
        byte[] signature;
        try {
            Signature signer = Signature.getInstance(SigningKeys.ALGORITHM);
            signer.initSign(key);
            signer.update(encoded(TYPE, payload));
            signature = signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with " + SigningKeys.ALGORITHM, e);
        }
        Base64.Encoder base64 = Base64.getEncoder();
        Attestation attestation = new Attestation(
                base64.encodeToString(payload), TYPE, List.of(new Signed(base64.encodeToString(signature))));
        AtomicFiles.write(beside(bundle), Documents.toJson(attestation));
        return beside(bundle);
    }

    /**
     * Why a bundle is not signed by the owner of a key; empty if it is.
     *
     * @param digest digest of the bundle
     * @param signer key of Ed25519
     */
    static Optional<String> problem(Path bundle, Sha256 digest, PublicKey signer) throws IOException {
        Path file = beside(bundle);
        if (!Files.exists(file)) {
            return Optional.of("there is no signature: " + file + " is missing");
        }
        try {
            Attestation attestation = Documents.readJson(file, Attestation.class);
            byte[] payload = Base64.getDecoder().decode(attestation.payload);
            if (!attestation.isBy(signer, payload)) {
                return Optional.of("it is not signed with this key, or the signature was changed: " + file);
            }
            Statement statement =
                    Documents.parseJson(new String(payload, StandardCharsets.UTF_8), file.toString(), Statement.class);
            if (!Statement.TYPE.equals(statement.type) || !Statement.BUNDLE.equals(statement.predicateType)) {
                return Optional.of("the signature is not about a bundle of ctbench: " + file);
            }
            return statement.subject.stream().anyMatch(subject -> digest.hex().equals(subject.digest.get("sha256")))
                    ? Optional.empty()
                    : Optional.of("the signature is of another bundle: " + file);
        } catch (UserException | IllegalArgumentException e) {
            return Optional.of("the signature is damaged: " + file);
        }
    }

    private boolean isBy(PublicKey key, byte[] body) {
        return payloadType.equals(TYPE)
                && signatures.stream().anyMatch(signed -> isBy(key, encoded(payloadType, body), signed));
    }

    private static boolean isBy(PublicKey key, byte[] encoded, Signed signed) {
        try {
            Signature verifier = Signature.getInstance(SigningKeys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(encoded);
            return verifier.verify(Base64.getDecoder().decode(signed.sig));
        } catch (GeneralSecurityException e) {
            return false; // no signature of that form
        }
    }

    /** What is signed (DSSE protocol, "PAE"): {@code DSSEv1 <length> <type> <length> <body>}. */
    static byte[] encoded(String type, byte[] body) {
        byte[] head = ("DSSEv1 " + type.getBytes(StandardCharsets.UTF_8).length + " " + type + " " + body.length + " ")
                .getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
