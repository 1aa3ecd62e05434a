#!/usr/bin/env bash
# The whole gate, in the order in which a fault is cheapest to see.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"

case "${1:-}" in
  '') ;;
  --help | -h)
    cat <<'TEXT'
usage: ./yinong check

The whole gate: format (dotnet format, nothing changed), build (analyzers and warnings as errors), architecture and
docs current, then every test. `dotnet format Yinong.slnx` mends the first; YINONG_UPDATE_DOCS=1 ./yinong test the docs.
TEXT
    exit 0 ;;
  *) wrong "check takes no argument; see ./yinong check --help" ;;
esac

cd "$root"
need_dotnet
need_node
say '== format'
dotnet format whitespace Yinong.slnx --verify-no-changes --verbosity quiet || fail 'not formatted: dotnet format Yinong.slnx mends it'
dotnet format style Yinong.slnx --verify-no-changes --no-restore --verbosity quiet || fail 'not in style: dotnet format Yinong.slnx mends most of it'
say '== build'
build 'warnings are errors' build Yinong.slnx || fail 'the build failed'
say '== architecture and docs'
scripts/test.sh --no-build --only sqlite -namespace 'Yinong.Tests.Architecture' >&2 || fail 'the house is not in order'
say '== tests'
exec scripts/test.sh --no-build
