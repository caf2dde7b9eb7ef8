#!/usr/bin/env bash
# The step of action.yml, which sets the variables. Its exit code is that of ctbench.
set -euo pipefail
ctbench=$(dirname "${BASH_SOURCE[0]}")/../../ctbench
token=${GH_TOKEN:-}
unset GH_TOKEN # for gh alone: what is tested has no use for it

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

# One comment for each plan and kind of check, which later runs replace, also those without result.
export MARKER="<!-- ctbench $PLAN $BASELINE $exact -->"
body() {
    printf '%s\n' "$MARKER"
    if ((code <= 1)) && [[ -f $table ]]; then
        cat "$table"
    else
        printf '**ctbench has no result** of plan `%s` for commit %s: it ended with exit code %s. The log of the job says why.\n' \
            "$PLAN" "$COMMIT" "$code"
    fi
}
comment() {
    local issues=repos/$GITHUB_REPOSITORY/issues ids
    # shellcheck disable=SC2016 # for jq
    ids=$(gh api --paginate "$issues/$PULL_REQUEST/comments" \
        --jq '.[] | select(.user.type == "Bot" and (.body // "" | startswith(env.MARKER))) | .id') || return
    if [[ -n $ids ]]; then
        body | gh api --silent --method PATCH "$issues/comments/${ids%%$'\n'*}" -F body=@-
    else
        body | gh api --silent "$issues/$PULL_REQUEST/comments" -F body=@-
    fi
}
if [[ $COMMENT == true && -n $PULL_REQUEST ]]; then
    (export GH_TOKEN=$token && comment) ||
        echo "::warning::ctbench could not comment: a fork's token may not; else grant pull-requests: write"
fi
exit "$code"
