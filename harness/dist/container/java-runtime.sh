#!/usr/bin/env bash
# Makes an image of Debian with a Java runtime, where no registry can be reached but Debian's packages can. Needs root and debootstrap.
set -euo pipefail
image=${1:?usage: $0 IMAGE [CACHE: a file that keeps the system for the next time]}
cache=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -z $cache || ! -f $cache ]]; then
    debootstrap --variant=minbase --include=openjdk-17-jre-headless bookworm "$work/root" >"$work/log" 2>&1 ||
        { tail -n 20 "$work/log" >&2 && exit 1; }
    system=${cache:-$work/system.tar}
    mkdir -p "$(dirname "$system")"
    tar -C "$work/root" --exclude='./dev/*' --exclude='./var/cache/*' --exclude='./var/lib/apt/*' --exclude='./usr/share/doc/*' \
        --exclude='./usr/share/locale/*' --exclude='./usr/share/man/*' -cf "$system.part" .
    mv "$system.part" "$system" # a run that was ended leaves no half of it
fi
docker import "${cache:-$work/system.tar}" "$image"
