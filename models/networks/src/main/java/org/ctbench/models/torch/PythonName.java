package org.ctbench.models.torch;

import java.util.Set;

/**
 * A class or function that a pickle names.
 *
 * @param module module, such as {@code collections}
 * @param name name in the module
 */
record PythonName(String module, String name) {
    /** Modules with which a pickle acts on the machine; no checkpoint has a use for them. */
    private static final Set<String> ACTING = Set.of(
            "code",
            "commands",
            "ctypes",
            "importlib",
            "marshal",
            "multiprocessing",
            "nt",
            "operator",
            "os",
            "pickle",
            "posix",
            "pty",
            "runpy",
            "shutil",
            "socket",
            "subprocess",
            "sys",
            "threading",
            "timeit",
            "webbrowser");

    private static final Set<String> BUILTINS = Set.of("__builtin__", "builtins");

    private static final Set<String> HARMLESS = Set.of(
            "bool",
            "bytearray",
            "bytes",
            "complex",
            "dict",
            "float",
            "frozenset",
            "int",
            "list",
            "long",
            "object",
            "range",
            "set",
            "slice",
            "str",
            "tuple",
            "unicode",
            "xrange");

    /** Whether a call of it would do more than make a value, as far as its module says. */
    boolean acts() {
        String top = module.split("\\.", 2)[0];
        return ACTING.contains(top) || BUILTINS.contains(module) && !HARMLESS.contains(name);
    }

    @Override
    public String toString() {
        return module + "." + name;
    }
}
