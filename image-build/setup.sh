#!/bin/sh
# Sets everything up from a clean clone, and does only what is not done yet.
#   setup.sh run     what the box needs
#   setup.sh test    the same, and what the tests need
#   setup.sh doctor  tells what is there and what is missing, and changes nothing
set -eu
. "$(dirname "$0")/progress.sh"

require_node() {
	command -v npm >/dev/null || fail 'Node 20.19 or newer is needed, with npm.'
	node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
		fail "Node 20.19 or newer is needed; this is $(node --version)."
}

# Two set-ups at the same time would overwrite each other's files.
take_turn() {
	mkdir -p build "$cache"
	exec 9>build/.set-up
	if ! flock -n 9; then
		say 'waiting for another set-up of this folder to end'
		flock 9
	fi
}

step() {
	script=$1
	shift
	sh "image-build/$script.sh" "$@"
}

prepare() {
	require_node
	take_turn
	step packages "$@"
	step node-modules
	step pjproject
	step native addons build/native "$native_targets"
	step typescript
	step webui
	step prompts
}

native_targets=all
case ${1:-} in
run)
	native_targets='partyline partyline-lines-simulator'
	prepare packages.txt
	;;
test)
	prepare packages.txt packages-test.txt
	step native test/phone build/test/phone
	;;
doctor) step doctor ;;
*) fail 'usage: setup.sh run|test|doctor' ;;
esac
