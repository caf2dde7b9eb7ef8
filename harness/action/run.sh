#!/usr/bin/env bash
# The step of action.yml, which sets the variables. Its exit code is that of ctbench.
set -euo pipefail
ctbench=$(dirname "${BASH_SOURCE[0]}")/../../ctbench

"$ctbench" reproduce "$PLAN" --out "$OUT" ${DATA:+--data "$DATA"}
echo "report=$OUT/report" >>"$GITHUB_OUTPUT"

# ctbench itself appends the table to the step summary.
table=$OUT/check.md
rm -f "$table"
exact=
[[ $EXACT != true ]] || exact=--exact
code=0
"$ctbench" check --baseline "$BASELINE" $exact --junit "$OUT/check.xml" --markdown "$table" "$OUT" || code=$?

# One comment for each plan, which later runs replace.
export MARKER="<!-- ctbench $PLAN -->"
comment() {
    local issues=repos/$GITHUB_REPOSITORY/issues body=$OUT/comment.md ids
    {
        printf '%s\n' "$MARKER"
        cat "$table"
    } >"$body"
    # shellcheck disable=SC2016 # for jq
    ids=$(gh api --paginate "$issues/$PULL_REQUEST/comments" --jq '.[] | select(.body | startswith(env.MARKER)) | .id') || return
    if [[ -n $ids ]]; then
        gh api --silent --method PATCH "$issues/comments/${ids%%$'\n'*}" -F "body=@$body"
    else
        gh api --silent "$issues/$PULL_REQUEST/comments" -F "body=@$body"
    fi
}
if [[ $COMMENT == true && -n $PULL_REQUEST && -f $table ]]; then
    comment || echo "::warning::ctbench could not comment: a fork's token may not; else grant pull-requests: write"
fi
exit "$code"
