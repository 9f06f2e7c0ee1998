#!/bin/sh
# Installs the npm packages when the lock file has changed. No package's own script runs; sqlite3 alone needs building, and is built here.
set -eu
. "$(dirname "$0")/progress.sh"

stamp=node_modules/.partyline
inputs=$(printf '%s\n' package-lock.json image-build/node-modules.sh | fingerprint "$(node -p 'process.version + process.arch')")
if is_stamped "$stamp" "$inputs"; then
	exit
fi

# The headers that came with this Node: beside it, or Debian's layout.
node_headers() {
	node_prefix=$(node -p 'require("path").resolve(process.execPath, "../..")')
	if [ -f "$node_prefix/include/node/node_api.h" ]; then
		echo "$node_prefix"
	elif [ -f "$node_prefix/include/nodejs/src/node_api.h" ]; then
		echo "$node_prefix/include/nodejs"
	else
		fail "Node's header files are missing. They come with Node from nodejs.org and NodeSource; with Debian's Node, install libnode-dev."
	fi
}

# The package's own sources and the compiler decide whether a build of another work tree fits.
build_sqlite3() {
	sqlite3=node_modules/sqlite3
	source=$(find $sqlite3/package.json $sqlite3/binding.gyp $sqlite3/src $sqlite3/deps -type f | sort | fingerprint "$(uname -m)" "$(cc -dumpfullversion)")
	kept=$cache/sqlite3-$source.node
	if [ ! -f "$kept" ]; then
		say 'sqlite3: building (about a minute, once)'
		headers=$(node_headers)
		JOBS=max logged "$cache/sqlite3.log" node_modules/.bin/node-gyp rebuild --directory "$sqlite3" --nodedir "$headers"
		cp "$sqlite3/build/Release/node_sqlite3.node" "$kept.$$"
		mv "$kept.$$" "$kept"
		rm -rf "$sqlite3/build"
	fi
	mkdir -p "$sqlite3/build/Release"
	cp "$kept" "$sqlite3/build/Release/node_sqlite3.node"
}

say 'installing npm packages'
logged "$cache/npm-ci.log" npm ci --ignore-scripts --no-audit --no-fund
build_sqlite3
echo "$inputs" >"$stamp"
