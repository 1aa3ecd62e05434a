# Shared by the scripts beside it (sourced, not run): words to the user, what has to be installed, the build.
root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "yinong: $*"; exit 1; }   # a failure: one clear line, exit 1
wrong() { say "yinong: $*"; exit 2; }  # a wrong call: one clear line, exit 2
have() { command -v "$1" >/dev/null 2>&1; }

# Installs Debian packages or ends with one line that says how to get them: install WHAT HOW PACKAGE…
install() {
  local what=$1 how=$2 as_root=()
  shift 2
  have apt-get || fail "$what is missing and there is no apt-get here: $how"
  if [ "$(id -u)" != 0 ]; then
    have sudo && sudo -n true 2>/dev/null || fail "$what is missing; as root: apt-get install $*"
    as_root=(sudo -n)
  fi
  say "Installing $what ($*) …"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      -o Dpkg::Options::=--force-confold "$@"; } >"$log" 2>&1 </dev/null; then
    tail -n 15 "$log" >&2
    fail "could not install $what ($*)"
  fi
  rm -f "$log"
}

need_dotnet() {
  have dotnet || fail "the .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# The style sheets are built by npm packages (sass, lightningcss); nothing of Node runs afterwards.
need_node() {
  { have node && have npm; } || install Node.js 'get it from https://nodejs.org (20 or newer)' nodejs npm
}

need_postgres() {
  pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
  if [ -z "$pg_bin" ] && have initdb; then pg_bin=$(dirname "$(command -v initdb)"); fi
  if [ -z "$pg_bin" ]; then
    # The gate runs its own throw-away clusters: keep the package from starting one of its own.
    if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    install PostgreSQL 'get version 15 or newer and put initdb on the PATH' postgresql
    pg_bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  fi
}

need_chromium() {
  chromium=${YINONG_CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  if [ -z "$chromium" ]; then
    install Chromium 'get it and set YINONG_CHROMIUM to its path' chromium
    chromium=$(command -v chromium)
  fi
  # Without a Chinese font every page of the product is a page of boxes, and so are the pictures taken of it.
  if ! have fc-list || [ -z "$(fc-list :lang=zh-cn family)" ]; then
    install 'a Chinese font' 'install Noto Sans CJK' fontconfig fonts-noto-cjk
  fi
}

# What goes into the product, one file a line; what a build makes among the sources is not of it. More words of find may follow.
sources() {
  (cd "$root" && find src data-sources Directory.*.props global.json BannedSymbols.txt \
    \( -name bin -o -name obj -o -name node_modules -o -name built \) -prune -o -type f "$@" -print)
}

# True when the product in hand is not that of the sources: the file $1 lists those it was made of, and is as old as that build's beginning.
stale() {
  [ -e "$1" ] || return 0
  [ -n "$(sources -newer "$1")" ] || ! sources | sort | cmp -s - "$1"
}

# Builds with warnings as errors; quiet when it is well, the errors (once each) when it is not: build TARGET …
build() {
  need_dotnet
  need_node
  local log
  log=$(mktemp)
  say "Building ($1) …"
  if ! (cd "$root" && dotnet "${@:2}" -c Release --nologo -v quiet -clp:NoSummary) >"$log" 2>&1 </dev/null; then
    sort -u "$log" | head -n 40 >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# The program as it is deployed, in artifacts/app: published once and again only when a source is newer, so later starts are quick.
publish_app() {
  app="$root/artifacts/app"
  if stale "$app/.built"; then
    local made_of
    made_of=$(mktemp) # what changes while the build runs is newer than this
    sources | sort >"$made_of"
    build 'first time or sources changed' publish src/Yinong --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o "$app" || fail 'the build failed'
    mv "$made_of" "$app/.built"
  fi
}
