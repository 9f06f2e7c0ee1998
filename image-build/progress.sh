# shellcheck shell=sh
# What every step of the set-up uses: where things are, how it speaks, and how it knows that its work is done. Sourced.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# Where what can be made again is kept for all work trees of this user; firmware/prompts has the same rule.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/partyline
export root cache
cd "$root" || exit 1

say() {
	printf '%s\n' "partyline: $*"
}

fail() {
	printf '%s\n' "partyline: $*" >&2
	exit 1
}

# logged LOG COMMAND…: runs silently; when it fails, shows the end of what it said.
logged() {
	log=$1
	shift
	mkdir -p "$(dirname "$log")"
	if ! "$@" >"$log" 2>&1 </dev/null; then
		tail -n 30 "$log" >&2
		fail "failed: $* (all of it is in $log)"
	fi
}

# fingerprint WORD…: one short hash of the words and of the files named on standard input, one a line, relative to the root.
fingerprint() {
	{ printf '%s\n' "$@"; xargs -r -d '\n' sha256sum --; } | sha256sum | cut -c1-16
}

# is_stamped FILE HASH: whether the step left this hash when it last succeeded.
is_stamped() {
	[ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}
