#!/bin/sh
# Makes the sentences that no voice has recorded, in every language, into the cache folder.
set -eu
. "$(dirname "$0")/progress.sh"

source=image-build/g722-to-raw.cpp
decoder=build/g722-to-raw-$(echo "$source" | fingerprint -)
if [ ! -x "$decoder" ]; then
	rm -f build/g722-to-raw-*
	logged build/g722.log c++ -std=c++17 -O2 -o "$decoder" "$source" -lspandsp
fi
node image-build/prompts.js "$cache" "$decoder"
