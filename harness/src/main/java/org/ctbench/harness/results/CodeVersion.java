package org.ctbench.harness.results;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/**
 * Which code made a number.
 *
 * @param version version of the release
 * @param commit full hash of the commit that was built; empty when it was built outside a git checkout
 * @param dirty whether the checkout had changes that were not committed; empty when unknown
 */
public record CodeVersion(String version, Optional<String> commit, Optional<Boolean> dirty) {
    private static final String RESOURCE = "/org/ctbench/harness/code-version.properties";

    /** The code that runs now, as the build recorded it. */
    public static CodeVersion current() {
        Properties p = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream(RESOURCE)) {
            if (in != null) {
                p.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(p);
    }

    static CodeVersion of(Properties p) {
        Optional<String> commit = value(p, "git.commit.id.full");
        return new CodeVersion(
                value(p, "git.build.version").orElse("unknown"),
                commit,
                commit.flatMap(c -> value(p, "git.dirty")).map(Boolean::valueOf));
    }

    private static Optional<String> value(Properties p, String key) {
        return Optional.ofNullable(p.getProperty(key)).filter(v -> !v.isBlank());
    }

    @Override
    public String toString() {
        String code = commit.map(c -> "commit " + c.substring(0, Math.min(12, c.length())))
                .orElse("commit unknown");
        return version + " (" + code + (dirty.orElse(false) ? ", with uncommitted changes" : "") + ")";
    }
}
