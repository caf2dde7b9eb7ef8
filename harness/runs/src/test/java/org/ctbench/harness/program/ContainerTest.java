package org.ctbench.harness.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ctbench.splits.documents.UserException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

/** Containers of Docker, of an image that has nothing but busybox. */
@Tag("slow")
class ContainerTest {
    private static final String IMAGE = "ctbench-test/busybox:latest";
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private static DockerClient docker;

    @TempDir
    static Path context;

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private Path log;

    @BeforeAll
    static void makeTheImage() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "there is no " + BUSYBOX + " (Debian: busybox-static)");
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker answers here");
        docker = DockerClientFactory.lazyClient();
        Files.copy(BUSYBOX, context.resolve("busybox"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY busybox /bin/busybox\n");
        docker.buildImageCmd(context.toFile()).withTags(Set.of(IMAGE)).start().awaitImageId();
    }

    @AfterAll
    static void removeTheImage() {
        if (docker != null) {
            docker.removeImageCmd(IMAGE).exec();
        }
    }

    @BeforeEach
    void folders() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = Files.createDirectory(folder.resolve("out"));
        log = folder.resolve("program.log");
        Files.writeString(in.resolve("predict.csv"), "image\n");
    }

    @Test
    void readsItsInputAndWritesItsOutput() throws IOException {
        run("busybox cat $CTBENCH_IN/predict.csv >$CTBENCH_OUT/predictions.csv; echo done", "64m");

        assertEquals("image\n", Files.readString(out.resolve("predictions.csv")));
        assertEquals(Files.getOwner(out), Files.getOwner(out.resolve("predictions.csv")));
        assertEquals("done\n", Files.readString(log));
    }

    @Test
    void hasNoNetworkAndCannotChangeItsInput() throws IOException {
        run(
                "busybox ls /sys/class/net >$CTBENCH_OUT/net; echo x >$CTBENCH_IN/new || echo refused >$CTBENCH_OUT/in",
                "64m");

        assertEquals("lo\n", Files.readString(out.resolve("net")));
        assertEquals("refused\n", Files.readString(out.resolve("in")));
        assertTrue(Files.notExists(in.resolve("new")));
    }

    @Test
    void memoryIsLimited() {
        var e = assertThrows(
                UserException.class,
                () -> run("busybox dd if=/dev/zero of=/dev/null bs=300M count=1 || exit 7", "32m"));

        assertTrue(e.problem().matches("(?s)the program ended with exit code (7|137).*"), e.problem());
    }

    @Test
    void whatTakesTooLongIsEnded() {
        ProgramRun run = program("busybox sleep 1000", "64m", Duration.ofSeconds(5));

        var e = assertThrows(UserException.class, () -> run.run(in, out, log, () -> {}));

        assertTrue(e.problem().startsWith("the program did not end within 5 s"), e.problem());
        assertEquals(
                List.of(),
                docker.listContainersCmd().withAncestorFilter(List.of(IMAGE)).exec());
    }

    @Test
    void anImageThatIsNotThereIsNotFetched() {
        Container container = new Container("docker", "ctbench-test/none:1", "64m", 1);
        ProgramRun run = new ProgramRun(List.of("x"), Optional.of(container), Duration.ofMinutes(1), 1);

        var e = assertThrows(UserException.class, () -> run.run(in, out, log, () -> {}));

        assertTrue(e.problem().contains("exit code 125"), e.problem());
        assertTrue(e.problem().contains("ctbench-test/none:1"), e.problem());
    }

    @Test
    void anImageIsRunByItsDigest() throws IOException {
        Container named = new Container("docker", IMAGE, "64m", 1);
        String digest = named.digest();

        new ProgramRun(List.of("/bin/busybox", "echo", "seen"), Optional.of(named.of(digest)), Duration.ofMinutes(1), 1)
                .run(in, out, log, () -> {});

        assertTrue(digest.matches("sha256:[0-9a-f]{64}"), digest);
        assertEquals("seen\n", Files.readString(log));
        Container none = new Container("docker", "ctbench-test/none:1", "64m", 1);
        var e = assertThrows(UserException.class, none::digest);
        assertEquals("pull or build it first: it is not fetched", e.fix());
    }

    private void run(String script, String memory) throws IOException {
        program(script, memory, Duration.ofMinutes(1)).run(in, out, log, () -> {});
    }

    private static ProgramRun program(String script, String memory, Duration limit) {
        Container container = new Container("docker", IMAGE, memory, 1);
        return new ProgramRun(List.of("/bin/busybox", "sh", "-c", script), Optional.of(container), limit, 7);
    }
}
