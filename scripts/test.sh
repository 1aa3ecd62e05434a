#!/usr/bin/env bash
# Every test on SQLite and on PostgreSQL, then the journeys in a real browser. The last line is `N passed, N failed`.
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"
source "$root/scripts/postgres.sh"

usage() {
  cat <<'TEXT'
usage: ./yinong test [--only sqlite|postgres|browser] [--no-build] [FILTER …]

Installs what is missing (PostgreSQL, Chromium, a Chinese font), builds, and runs every test on SQLite, on a
throw-away PostgreSQL and in a real browser. A skipped test counts as failed. Results: artifacts/test/*.xml

  --only PART   one part (may be repeated)
  --no-build    run what was built before
  FILTER        a filter of the runner, e.g.  -class '*Stations*'  or  -method '*Refuses*'
TEXT
}

parts=()
built=no
while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --only)
      case "${2:-}" in
        sqlite | postgres | browser) parts+=("$2") ;;
        *) wrong '--only takes sqlite, postgres or browser' ;;
      esac
      shift 2 ;;
    --no-build) built=yes; shift ;;
    -class | -class- | -method | -method- | -namespace | -namespace- | -trait | -trait- | -filter) break ;;
    *) wrong "unknown argument '$1'; see ./yinong test --help" ;;
  esac
done
filter=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(sqlite postgres browser)

passed=0 failed=0 complete=no
finish() { # the honest line, whatever happened before
  pg_stop
  [ $complete = yes ] || failed=$((failed + 1))
  printf '%d passed, %d failed\n' "$passed" "$failed"
}
trap finish EXIT
trap 'exit 130' INT TERM

need_dotnet
for part in "${parts[@]}"; do
  case $part in
    postgres) need_postgres ;;
    browser) need_chromium ;;
  esac
done
if [ $built = no ]; then build 'everything' build Yinong.slnx || fail 'the build failed'; fi

results="$root/artifacts/test"
mkdir -p "$results"

run() { # run PART PROJECT
  local part=$1 report="$results/$1.xml" started=$SECONDS totals
  rm -f "$report"
  say "== $part"
  (cd "$root" && dotnet "tests/$2/bin/Release/net10.0/$2.dll" -noColor -noLogo -failSkips -result-xml "$report" "${filter[@]}") </dev/null || true
  # The runner's own sums; a run that died leaves none and counts as one failure.
  totals=$(grep -om1 '<assembly [^>]*>' "$report" 2>/dev/null || true)
  local total errors
  total=$(sed -n 's/.* total="\([0-9]*\)".*/\1/p' <<<"$totals")
  errors=$(sed -n 's/.* errors="\([0-9]*\)".*/\1/p' <<<"$totals")
  local good
  good=$(sed -n 's/.* passed="\([0-9]*\)".*/\1/p' <<<"$totals")
  if [ -z "$totals" ]; then
    say "   $part ended without a report"
    failed=$((failed + 1))
    return
  fi
  passed=$((passed + good))
  failed=$((failed + total - good + errors))
  say "   $part: $good of $total passed in $((SECONDS - started)) s"
}

for part in "${parts[@]}"; do
  case $part in
    sqlite) YINONG_TEST_DB=sqlite run sqlite Yinong.Tests ;;
    postgres)
      pg_start listen_addresses= fsync=off synchronous_commit=off full_page_writes=off max_connections=300 \
        shared_buffers=256MB max_wal_size=4GB autovacuum=off
      YINONG_TEST_DB=postgres YINONG_TEST_POSTGRES="Host=$pg_host;Port=$pg_port;Username=yinong" run postgres Yinong.Tests
      pg_stop ;;
    browser) YINONG_CHROMIUM=$chromium run browser Yinong.Browser ;;
  esac
done

complete=yes
[ $failed = 0 ] && [ $passed -gt 0 ]
