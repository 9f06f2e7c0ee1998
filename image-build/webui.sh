#!/bin/sh
# Builds the page into build/page when it or the contract changed.
set -eu
. "$(dirname "$0")/progress.sh"

stamp=build/.page-built
inputs=$({ find webui firmware/contract -type f | sort; printf '%s\n' package-lock.json image-build/webui.sh; } | fingerprint -)
if is_stamped "$stamp" "$inputs"; then
	exit
fi
say 'building the page'
logged build/page-types.log node_modules/.bin/tsc -p webui --noEmit
logged build/page.log node_modules/.bin/vite build webui
echo "$inputs" >"$stamp"
