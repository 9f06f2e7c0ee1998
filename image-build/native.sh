#!/bin/sh
# native.sh SOURCE FOLDER [TARGETS]: builds what is written in C++ in SOURCE, in FOLDER. Ninja decides what has to be done.
set -eu
. "$(dirname "$0")/progress.sh"

source=$1
folder=$2
targets=${3:-all}
pjproject=$(sh image-build/pjproject.sh --where)
launcher=$(command -v ccache || true)
stamp=$folder/.configured
inputs=$(fingerprint "$pjproject" "$launcher" "$root" </dev/null)
log=build/$(echo "$source" | tr / -)

if ! is_stamped "$stamp" "$inputs"; then
	logged "$log-configure.log" cmake -S "$source" -B "$folder" -G Ninja -DPJPROJECT_DIR="$pjproject" \
		-DCMAKE_C_COMPILER_LAUNCHER="$launcher" -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher"
	echo "$inputs" >"$stamp"
fi
# shellcheck disable=SC2086 # several words
if ! ninja -C "$folder" -n $targets | grep -q 'no work to do'; then
	say "building $source"
	logged "$log.log" ninja -C "$folder" $targets
fi
