#!/bin/sh
# Tells what is there and what is missing for a set-up, and changes nothing.
set -eu
. "$(dirname "$0")/progress.sh"

tell() {
	printf '%-22s %s\n' "$1" "$2"
}

# there NAME PATH: whether the path exists.
there() {
	if [ -e "$2" ]; then tell "$1" "$2"; else tell "$1" "not there yet: $2"; fi
}

tell system "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release) $(uname -m), $(nproc) cores"
tell node "$(node --version 2>/dev/null || echo missing)"
tell npm "$(npm --version 2>/dev/null || echo missing)"
tell 'packages to run' "$(sh image-build/packages.sh --missing packages.txt)"
tell 'packages to test' "$(sh image-build/packages.sh --missing packages-test.txt)"
there pjproject "$(sh image-build/pjproject.sh --where)"
there 'npm packages' node_modules/.partyline
there 'native addon' build/addons/partyline.node
there firmware build/firmware/main.js
there page build/page/index.html
there sentences "$cache/prompts"
tell 'free disk space' "$(df -h --output=avail . | tail -n 1 | tr -d ' ') here"
