#!/usr/bin/env bash
# The first step of action.yml, which sets the variables. Its exit code is that of ctbench.
set -euo pipefail
ctbench=$(dirname "${BASH_SOURCE[0]}")/../../ctbench

table=$OUT/check.md
exact=
[[ $EXACT != true ]] || exact=--exact
code=0
"$ctbench" reproduce "$PLAN" --out "$OUT" ${DATA:+--data "$DATA"} || code=$?
rm -f "$table"
if [[ $code == 0 ]]; then
    echo "report=$OUT/report" >>"$GITHUB_OUTPUT"
    # ctbench itself appends the table to the step summary.
    "$ctbench" check --baseline "$BASELINE" $exact --junit "$OUT/check.xml" --markdown "$table" "$OUT" || code=$?
fi

# The step that comments gets text and no path, which what was tested could turn into a link to any file.
echo "code=$code" >>"$GITHUB_OUTPUT"
if ((code <= 1)) && [[ -f $table ]]; then
    end=end-of-table-$RANDOM$RANDOM
    limit=60000 # GitHub takes 65,536 characters, Linux 131,071 bytes in a variable
    {
        echo "table<<$end"
        printf '%s\n' "$(head -c "$limit" "$table")"
        (($(wc -c <"$table") <= limit)) || printf '\nThe table is longer: the step summary has the rest.\n'
        echo "$end"
    } >>"$GITHUB_OUTPUT"
fi
exit "$code"
