# Throw-away PostgreSQL clusters (sourced after lib.sh, not run): pg_start [SETTING …], pg_stop.
# Sets pg_host (a folder with the unix socket) and pg_port; superuser `yinong`, no password, nobody else on the machine's network.

pg_dir=''
pg_as=()

pg_run() { (cd / && "${pg_as[@]}" "$@"); }

# A port that nobody listens on.
pg_free_port() {
  local port
  for port in $(seq 54320 54399); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail 'no free port between 54320 and 54399 for a throw-away PostgreSQL'
}

pg_start() {
  need_postgres
  pg_dir=$(mktemp -d "${TMPDIR:-/tmp}/yinong-pg.XXXXXX")
  # PostgreSQL refuses to run as root.
  if [ "$(id -u)" = 0 ]; then
    chown nobody "$pg_dir"
    pg_as=(runuser -u nobody --)
  fi
  pg_host=$pg_dir
  pg_port=$(pg_free_port)
  pg_run "$pg_bin/initdb" -D "$pg_dir/data" -U yinong -A trust -E UTF8 --locale=C --no-sync >"$pg_dir.log" 2>&1 ||
    { cat "$pg_dir.log" >&2; fail 'initdb failed'; }
  local options="-k $pg_dir -p $pg_port" setting
  for setting in "$@"; do options+=" -c $setting"; done
  pg_run "$pg_bin/pg_ctl" -D "$pg_dir/data" -w -t 60 -l "$pg_dir/server.log" -o "$options" start >"$pg_dir.log" 2>&1 ||
    { cat "$pg_dir.log" "$pg_dir/server.log" >&2; fail 'PostgreSQL did not start'; }
}

pg_stop() {
  [ -n "$pg_dir" ] || return 0
  pg_run "$pg_bin/pg_ctl" -D "$pg_dir/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$pg_dir" "$pg_dir.log"
  pg_dir=''
}
