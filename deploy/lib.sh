# shellcheck shell=bash
# Functions that the scripts of this directory share; to be sourced.

# say TEXT...: tells the operator what is going on, apart from what a script prints as its result.
say() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# die TEXT...: says what is wrong, and ends the script.
die() {
  say "$@"
  exit 1
}

# have COMMAND...: whether all these commands are there.
have() {
  local command
  for command in "$@"; do
    command -v "$command" >/dev/null 2>&1 || return 1
  done
}

# apt_installed PKG: whether Debian's package is installed.
apt_installed() {
  [[ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

# apt_install PKG...: installs those of Debian's packages that are missing, without questions and
# without starting the services that they bring.
apt_install() {
  local package missing=()
  for package in "$@"; do
    apt_installed "$package" || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  have apt-get || die "needs ${missing[*]}, and this is no Debian: install them first"
  ((EUID == 0)) || die "needs ${missing[*]}; as root: apt-get install ${missing[*]}"
  say "installing ${missing[*]}"
  apt_update
  apt_without_services apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# apt_update: reads the lists of packages, once in a script's life.
apt_update() {
  [[ -n "${APT_UPDATED:-}" ]] && return
  apt-get update -qq >&2
  APT_UPDATED=1
}

# apt_without_services COMMAND...: runs a command while Debian's invoke-rc.d is told to start
# nothing. A policy that is there already stays as it is.
apt_without_services() {
  local policy=/usr/sbin/policy-rc.d status=0 ours=
  if [[ ! -e $policy ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    ours=1
  fi
  DEBIAN_FRONTEND=noninteractive "$@" || status=$?
  if [[ -n $ours ]]; then
    rm -f "$policy"
  fi
  return "$status"
}

# CHILDREN: the processes that the script started and end_children ends.
CHILDREN=()

# end_child PID: ends one of them, and waits for its end.
end_child() {
  local pid left=()
  for pid in "${CHILDREN[@]}"; do
    [[ $pid == "$1" ]] || left+=("$pid")
  done
  CHILDREN=("${left[@]}")
  kill "$1" 2>/dev/null || true
  wait "$1" 2>/dev/null || true
}

# end_children: ends them all.
end_children() {
  local pid
  for pid in "${CHILDREN[@]}"; do
    end_child "$pid"
  done
}

# wait_until SECONDS COMMAND...: waits until the command succeeds; fails if it does not in time.
wait_until() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}
