package org.ctbench.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The public API is that of the committed listing: no change of it goes unnoticed. */
class PublicApiTest {
    private static final Path PAGE = Path.of("../API.md");
    private static final Path LISTING = Path.of("src/test/resources/public-api.txt");
    private static final Path GENERATED = Path.of("target/public-api.txt");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `(org\\.ctbench\\.[a-z.]+)` \\|");

    private final TreeSet<String> packages = PACKAGE.matcher(read(PAGE))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void theListingIsCurrent() throws IOException {
        String listing = listing();
        Files.writeString(GENERATED, listing);

        assertEquals(
                read(LISTING),
                listing,
                "if the change is meant, copy harness/cli/" + GENERATED + " to harness/cli/" + LISTING
                        + " and add a line to CHANGELOG.md");
    }

    private String listing() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages).stream()
                        .filter(type -> packages.contains(type.getPackageName()))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(PublicApiTest::accessible)
                        .map(PublicApiTest::described)
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    /** A type, what it extends and implements, and what a caller or a subclass of it can use. */
    private static String described(Class<?> type) {
        String above = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()), Stream.of(type.getGenericInterfaces()))
                .map(Type::getTypeName)
                .filter(name -> !name.equals(Object.class.getName()))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        members(type.getDeclaredFields(), PublicApiTest::described),
                        members(type.getDeclaredConstructors(), Constructor::toGenericString),
                        members(type.getDeclaredMethods(), Method::toGenericString))
                .flatMap(Function.identity())
                .sorted()
                .collect(Collectors.joining(
                        "", type.toGenericString() + (above.isEmpty() ? "" : ": " + above) + "\n", ""));
    }

    /** With the value of a constant, which the compiler copies into those who use it. */
    private static String described(Field field) {
        boolean constant = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            field.setAccessible(constant);
            return field.toGenericString() + (constant ? " = " + field.get(null) : "");
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static <T extends Member> Stream<String> members(T[] all, Function<T, String> text) {
        return Stream.of(all)
                .filter(member -> accessible(member.getModifiers()) && !member.isSynthetic())
                .map(member -> "  " + text.apply(member) + "\n");
    }

    private static boolean accessible(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getEnclosingClass)
                .allMatch(one -> accessible(one.getModifiers()) && !one.isAnonymousClass() && !one.isSynthetic());
    }

    private static boolean accessible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
