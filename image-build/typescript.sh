#!/bin/sh
# Compiles firmware, addons, board and test into build/ when one of them changed.
set -eu
. "$(dirname "$0")/progress.sh"

folders='firmware addons board test webui'
stamp=build/.compiled
# shellcheck disable=SC2086 # the folders are words
inputs=$({ find $folders -type f \( -name '*.ts' -o -name '*.tsx' -o -name '*.json' \) | sort; printf '%s\n' tsconfig.json package-lock.json image-build/typescript.sh; } | fingerprint -)
if is_stamped "$stamp" "$inputs"; then
	exit
fi

# What was compiled from a file that is gone must not be run. The page's own files are vite's.
remove_orphans() {
	find build -name '*.js' ! -path 'build/page/*' | while read -r output; do
		source=${output#build/}
		[ -f "${source%.js}.ts" ] || [ -f "${source%.js}.tsx" ] || rm -f "$output" "$output.map"
	done
}

say 'compiling TypeScript'
mkdir -p build
remove_orphans
logged build/typescript.log node_modules/.bin/tsc -p .
echo "$inputs" >"$stamp"
