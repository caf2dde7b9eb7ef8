package org.ctbench.splits.documents;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Quotes texts that YAML would take for a number, such as the digest {@code 12e34}, beside those that Jackson quotes. */
final class Quoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern NUMBER = Pattern.compile(
            "[-+]?(0[bx][\\da-f_]+|[\\d_]+(\\.[\\d_]*)?(e[-+]?\\d+)?" + "|\\.[\\d_]+(e[-+]?\\d+)?|\\.inf|\\.nan)",
            Pattern.CASE_INSENSITIVE);

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || NUMBER.matcher(value).matches();
    }
}
