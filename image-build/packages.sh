#!/bin/sh
# packages.sh LIST…: installs the Debian packages of these lists that are missing. Without root it says what to type.
# packages.sh --missing LIST…: only tells which are missing.
set -eu
. "$(dirname "$0")/progress.sh"

only_tell=no
if [ "$1" = --missing ]; then
	only_tell=yes
	shift
fi
wanted=$(cd image-build && sed '/^#/d' "$@")
# dpkg-query says nothing about a package that it has never heard of.
# shellcheck disable=SC2086 # the names are words
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii *//p')
missing=$(printf '%s\n' "$wanted" | grep -vxF "$installed" | tr '\n' ' ' || true)
missing=${missing% }
if [ $only_tell = yes ]; then
	echo "${missing:-all there}"
	exit
fi
if [ -z "$missing" ]; then
	exit
fi
if [ "$(id -u)" != 0 ]; then
	fail "these Debian packages are missing. Type, and then try again:

  sudo apt-get update && sudo apt-get install --no-install-recommends $missing
"
fi
say "installing Debian packages: $missing"
export DEBIAN_FRONTEND=noninteractive
logged "$cache/apt-update.log" apt-get -q update
# shellcheck disable=SC2086 # the names are words
logged "$cache/apt-install.log" apt-get -q -y install --no-install-recommends $missing
