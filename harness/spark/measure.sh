#!/usr/bin/env bash
# Measures how long `ctbench resample` takes as the predictions grow: in one process, and on 1 and 2 executors of this machine with one core
# each. Prints a table, and fails if two of them differ in a digit. Usage: measure.sh [FOLDER [NUMBER...]]
# FOLDER (/tmp/ctbench-measure) needs 30 bytes for each prediction, and on Spark as much again.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${1:-/tmp/ctbench-measure}
numbers=("${@:2}")
((${#numbers[@]})) || numbers=(10000 100000 1000000 10000000)
in_one_process=10000000 # more names than that need more memory than this allows
slices_of_patient=300
rows_of_file=1000000
export CTBENCH_JAVA_OPTS=${CTBENCH_JAVA_OPTS:--Xmx4g} TIMEFORMAT=%R

generate() { # number of predictions
    local shards=$folder/$1
    [[ -d $shards ]] && return
    mkdir -p "$shards.part"
    awk -v n="$1" -v own=$slices_of_patient -v rows=$rows_of_file -v to="$shards.part" 'BEGIN {
        split("Normal CP NCP", class, " ")
        for (i = 0; i < n; i++) {
            if (i % rows == 0) {
                if (file) close(file)
                file = sprintf("%s/part-%05d.csv", to, i / rows)
                print "image,patient,label,predicted" > file
            }
            patient = int(i / own)
            truth = patient % 3
            drawn = (i * 7919 + patient * 104729) % 1000003 % 100
            print i ".png,p" patient "," class[truth + 1] "," class[(drawn < 90 ? truth : drawn % 3) + 1] > file
        }
    }'
    mv "$shards.part" "$shards"
}

measure() { # name of the answer, then what goes before and after the command
    local answer=$folder/$1.json before=$2
    shift 2
    # shellcheck disable=SC2086 # none, or one word
    { time "$root/ctbench" $before resample "$shards" --classes Normal,CP,NCP --values labels --json "$@" \
        >"$answer" 2>"$folder/log"; } 2>&1 || { cat "$folder/log" >&2 && exit 1; }
}

"$root/ctbench" --version >/dev/null
"$root/ctbench" --spark --version >/dev/null
echo "| predictions | patients | one process, s | 1 executor, s | 2 executors, s |"
echo "|---|---|---|---|---|"
for number in "${numbers[@]}"; do
    generate "$number"
    shards=$folder/$number
    alone=–
    ((number > in_one_process)) || alone=$(measure alone '')
    for executors in 1 2; do
        times[executors]=$(measure "spark-$executors" --spark --spark "local-cluster[$executors,1,2048]" \
            --conf spark.executor.memory=2g --conf "spark.local.dir=$folder/spark")
    done
    cmp "$folder/spark-1.json" "$folder/spark-2.json"
    [[ $alone == – ]] || cmp "$folder/alone.json" "$folder/spark-1.json"
    echo "| $number | $(((number + slices_of_patient - 1) / slices_of_patient)) | $alone | ${times[1]} | ${times[2]} |"
done
