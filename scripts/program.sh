#!/usr/bin/env bash
# Runs the program itself: ./yinong start | serve | import | simulate | verify | account | client.

set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

publish_app

# Data lies beside the project, from wherever it is called; file arguments stay relative to the caller.
[ "$PWD" = "$root" ] || export YINONG_DATA="${YINONG_DATA:-$root/data}"
exec dotnet "$app/Yinong.dll" "$@"
