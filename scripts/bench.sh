#!/usr/bin/env bash
# The performance suite, on SQLite and on a throw-away PostgreSQL that keeps its promises (fsync on).
set -euo pipefail
source "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/lib.sh"
source "$root/scripts/postgres.sh"

case "${1:-}" in
  --help | -h)
    cat <<'TEXT'
usage: ./yinong bench [NAME …]

Runs the performance suite, or the parts named, each beside its limit in the same run; prints a table and writes
artifacts/bench/*.json. ./yinong bench list names the parts. Load and server share this machine.
TEXT
    exit 0 ;;
esac

have wrk || install wrk 'build it from https://github.com/wg/wrk' wrk
need_postgres
publish_app
build 'the suite' build bench/Yinong.Bench || fail 'the build failed'

# The settings under which the bars were set: durable, TCP as a real client would connect.
trap pg_stop EXIT
trap 'exit 130' INT TERM
pg_start listen_addresses=127.0.0.1 fsync=on synchronous_commit=on full_page_writes=on shared_buffers=1GB \
  max_wal_size=8GB min_wal_size=1GB checkpoint_timeout=15min max_connections=300
mkdir -p "$root/artifacts/bench"
export YINONG_BENCH_POSTGRES="Host=127.0.0.1;Port=$pg_port;Username=yinong" YINONG_BENCH_PGBIN=$pg_bin
cd "$root"
dotnet bench/Yinong.Bench/bin/Release/net10.0/Yinong.Bench.dll "$@" || fail 'the suite failed'
