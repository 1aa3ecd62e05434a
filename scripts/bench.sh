#!/usr/bin/env bash
# The performance suite, on SQLite and on a throw-away PostgreSQL that keeps its promises (fsync on).
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"
source "$root/scripts/postgres.sh"

usage() {
  cat <<'TEXT'
usage: ./yinong bench [NAME …]
       ./yinong bench --against COMMIT [--rounds N] [NAME …]

Runs the performance suite, or the parts named, each beside its limit in the same run; prints a table and writes
artifacts/bench/*.json. ./yinong bench list names the parts. Load and server share this machine.

  --against COMMIT  runs both commits in turn, each with its own suite, and prints their figures beside each other
  --rounds N        how often each (3)
TEXT
}

other='' rounds=3
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --against)
      other=$(git -C "$root" rev-parse --verify --quiet "${2:-}^{commit}") || wrong "--against takes a commit, not '${2:-}'"
      shift 2 ;;
    --rounds)
      case "${2:-}" in [1-9] | [1-9][0-9]) rounds=$2 ;; *) wrong '--rounds takes a number from 1 to 99' ;; esac
      shift 2 ;;
    *) break ;;
  esac
done

have wrk || install wrk 'build it from https://github.com/wg/wrk' wrk
need_postgres
publish_app
build 'the suite' build bench/Yinong.Bench || fail 'the build failed'

suite() { (cd "$1" && dotnet bench/Yinong.Bench/bin/Release/net10.0/Yinong.Bench.dll "${@:2}"); }

# The settings under which the bars were set: durable, TCP as a real client would connect.
trap pg_stop EXIT
trap 'exit 130' INT TERM
pg_start listen_addresses=127.0.0.1 fsync=on synchronous_commit=on full_page_writes=on shared_buffers=1GB \
  max_wal_size=8GB min_wal_size=1GB checkpoint_timeout=15min max_connections=300
mkdir -p "$root/artifacts/bench"
export YINONG_BENCH_POSTGRES="Host=127.0.0.1;Port=$pg_port;Username=yinong" YINONG_BENCH_PGBIN=$pg_bin
if [ -z "$other" ]; then
  suite "$root" "$@" || fail 'the suite failed'
  exit 0
fi

# The other commit stands in a checkout of its own, built by its own scripts.
there="$root/artifacts/against/$other"
[ -e "$there/yinong" ] || git -C "$root" worktree add --detach --force "$there" "$other" >/dev/null || fail "could not check $other out"
(cd "$there" && source scripts/lib.sh && publish_app && build 'the suite of the other commit' build bench/Yinong.Bench) || fail 'the other commit does not build'
compared="$root/artifacts/bench/against"
rm -rf "$compared"
mkdir -p "$compared/before" "$compared/after"
# measure NAME CHECKOUT before|after PART …
measure() {
  say "== round $round of $rounds: $1"
  suite "$2" "${@:4}" || fail "the suite of $1 failed"
  cp "$2/artifacts/bench/latest.json" "$compared/$3/$round.json"
}
# Whoever comes second finds a busier disk: they take turns in going first.
for round in $(seq "$rounds"); do
  [ $((round % 2)) = 1 ] || measure 'this one' "$root" after "$@"
  measure "$other" "$there" before "$@"
  [ $((round % 2)) = 0 ] || measure 'this one' "$root" after "$@"
done
suite "$root" compare "$compared/before" "$compared/after"
