package org.ctbench.harness.results;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ctbench.splits.documents.Program;

/**
 * The version of ctbench.
 *
 * @param version version of the build
 * @param commit git commit of the sources, 40 hexadecimal digits: that of the clone, or the one that a release was built from;
 *     empty where the code is neither
 * @param dirty whether the clone has changes that are not committed; empty where {@code commit} is, or git does not tell
 */
public record CodeVersion(String version, Optional<String> commit, Optional<Boolean> dirty) {
    private static final Pattern COMMIT = Pattern.compile("(?m)^# branch\\.oid ([0-9a-f]{40,64})$");
    private static final String SOURCES = "harness/rundocs/src/main/java/org/ctbench/harness";

    public CodeVersion {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(commit);
        Objects.requireNonNull(dirty);
    }

    /** The version of the code that runs. */
    public static CodeVersion detect() {
        Optional<Path> clone = codeFolder().flatMap(CodeVersion::cloneAround);
        return clone.map(CodeVersion::of).orElseGet(() -> of(build()));
    }

    /** For people: {@code 0.1.0 (commit 90794b5c2d7a, with uncommitted changes)}. */
    public String text() {
        return version + " (" + commit.map(this::text).orElse("commit unknown") + ")";
    }

    private String text(String known) {
        String changes = dirty.map(changed -> changed ? ", with uncommitted changes" : "")
                .orElse(", unknown whether with uncommitted changes");
        return "commit " + known.substring(0, 12) + changes;
    }

    /**
     * Why the commit is not known though the code lies in a clone.
     *
     * @param fix what to do about it
     */
    public record Obstacle(String reason, String fix) {}

    /** What keeps the commit from being known; empty if it is known, or if there is no clone. */
    public static Optional<Obstacle> obstacle() {
        return codeFolder().flatMap(CodeVersion::cloneAround).flatMap(CodeVersion::obstacle);
    }

    static Optional<Obstacle> obstacle(Path clone) {
        Program.Answer git = state(clone, true);
        String setting = "safe.directory"; // its name is the same in every language
        return switch (git.outcome()) {
            case SUCCEEDED -> Optional.empty();
            case ABSENT -> Optional.of(new Obstacle("there is no git", "install git"));
            case TOO_SLOW -> Optional.of(new Obstacle("git does not answer", "look at " + clone + " with git"));
            case FAILED ->
                Optional.of(
                        git.text().contains(setting)
                                ? new Obstacle(
                                        "git refuses the clone, which belongs to another user",
                                        "git config --global --add " + setting + " " + clone)
                                : new Obstacle("git says: " + git.firstLine(), "look at " + clone + " with git"));
        };
    }

    static CodeVersion of(Path clone) {
        String state = state(clone, false).success().orElse("");
        Matcher commit = COMMIT.matcher(state);
        String version = build().getProperty("version");
        return commit.find()
                ? new CodeVersion(
                        version,
                        Optional.of(commit.group(1)),
                        Optional.of(state.lines().anyMatch(line -> !line.startsWith("#"))))
                : new CodeVersion(version, Optional.empty(), Optional.empty());
    }

    /** Of code outside a clone. A release is built from a commit alone. */
    static CodeVersion of(Properties build) {
        Optional<String> commit = Optional.of(build.getProperty("commit")).filter(known -> !known.isEmpty());
        return new CodeVersion(build.getProperty("version"), commit, commit.map(known -> false));
    }

    /** The commit, and a line for each change that is not committed, new files among them. */
    private static Program.Answer state(Path clone, boolean errors) {
        List<String> command = List.of("git", "-C", clone.toString(), "status", "--porcelain=v2", "--branch");
        return Program.ask(command, Duration.ofSeconds(10), errors);
    }

    /** The clone of ctbench that holds this folder; another project's repository does not count. */
    static Optional<Path> cloneAround(Path folder) {
        for (Path p = folder; p != null; p = p.getParent()) {
            if (Files.exists(p.resolve(".git"))) {
                return Files.isDirectory(p.resolve(SOURCES)) ? Optional.of(p) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> codeFolder() {
        CodeSource source = CodeVersion.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()).toAbsolutePath());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a place of code: " + source.getLocation(), e);
        }
    }

    private static Properties build() {
        Properties properties = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("/org/ctbench/harness/build.properties")) {
            properties.load(Objects.requireNonNull(in, "build.properties is packaged"));
        } catch (IOException e) {
            throw new IllegalStateException("cannot read build.properties", e);
        }
        return properties;
    }
}
