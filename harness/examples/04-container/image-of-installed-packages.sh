#!/usr/bin/env bash
# shellcheck disable=SC2086 # names of packages have no spaces
# Makes the image of the Dockerfile from the packages that are installed on this machine (Debian), where no registry can be reached.
set -euo pipefail
image=${1:?usage: $0 IMAGE}
cd "$(dirname "${BASH_SOURCE[0]}")"
list=$(mktemp)
trap 'rm -f "$list"' EXIT

# The linear algebra that was chosen for this machine, by links that belong to no package.
chosen=$(readlink -f /etc/alternatives/lib{blas,lapack}.so.3-* | xargs dpkg -S | cut -d: -f1 | sort -u)
packages=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
    --no-enhances python3-pil python3-torch $chosen | grep '^[a-z0-9]' | sort -u)
{
    dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' $packages 2>/dev/null || true # some are virtual
} | sed -n 's/^installed //p' | xargs dpkg -L >"$list"
find /usr/lib -type l -lname '/etc/alternatives/*' >>"$list"
find /etc/alternatives -name 'lib*' >>"$list"
find /bin /lib /lib64 /etc/ld.so.cache -maxdepth 0 >>"$list"
# Without what only people and compilers read. /lib is /usr/lib on Debian.
sed -E 's#^/(bin|sbin|lib|lib64)/#/usr/\1/#' "$list" | grep -Ev '^/(usr/share|usr/include|var)/|\.a$' | grep '^/.' | sort -u |
    while IFS= read -r path; do [[ ! -e $path ]] || printf '%s\n' "$path"; done |
    tar -cPf - --no-recursion -T - -C "$PWD" train_and_predict.py |
    docker import --change 'CMD ["python3", "/train_and_predict.py"]' --change 'ENV PATH=/usr/bin' - "$image"
