#!/bin/sh
# Builds pjproject (SIP and RTP) once for all work trees of this user: pjlib/, pjlib-util/, pjnath/, pjmedia/ and pjsip/, each with
# include/ and lib/. With --where it only prints the folder.
#
# The source is a component of Debian's source package `asterisk` in sid. PARTYLINE_PJPROJECT names an archive to take instead.
set -eu
. "$(dirname "$0")/progress.sh"

configure_flags='--disable-video --disable-sound --with-external-srtp --with-external-speex --with-external-gsm
	--enable-speex-resample --disable-libwebrtc --disable-ilbc-codec --disable-g7221-codec --disable-upnp --enable-epoll'
compiler_flags='-O2 -fPIC'
config_site=addons/sip/config_site.h
given=${PARTYLINE_PJPROJECT:-}
# The component that 2.17 was tested with.
known_sha256=6860c2f7604b4eee75f38151a9ef69774eb3f0c5286fc1d14bc1db2dc5a9e8aa

inputs=$(printf '%s\n' "$config_site" ${given:+"$given"} |
	fingerprint "$configure_flags" "$compiler_flags" "$(uname -m)" "$(cc -dumpfullversion 2>/dev/null || echo none)")
built=$cache/pjproject-$inputs

if [ "${1:-}" = --where ]; then
	echo "$built"
	exit
fi
if [ -d "$built" ]; then
	exit
fi

work=
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

# Debian's servers as this machine's own apt knows them.
debian_mirrors() {
	# shellcheck disable=SC2016 # the fields are apt's
	apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' 'Component: main' |
		awk '($2 == "Debian" || $2 == "") && $1 !~ /security/ && !seen[$1]++ {print $1}'
}

# Everything that apt reads and writes is in a folder of its own: the system's apt is left as it is.
private_apt() {
	apt-get -q -o APT::Sandbox::User= -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/parts" \
		-o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" "$@"
}

describe_source() {
	mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial"
	cat >"$work/parts/sid.sources" <<-END
		Types: deb-src
		URIs: $1
		Suites: sid
		Components: main
		Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
	END
}

# Leaves the archive in the cache; apt has checked Debian's signature on it.
download_from() {
	describe_source "$1"
	private_apt update && (cd "$work" && private_apt source --download-only asterisk) || return 1
	mkdir -p "$cache/downloads"
	mv "$work"/asterisk_*.orig-Xpjproject.tar.* "$cache/downloads/"
}

downloaded() {
	find "$cache/downloads" -name 'asterisk_*.orig-Xpjproject.tar.*' 2>/dev/null | sort | tail -n 1
}

download() {
	say 'pjproject: fetching the source from Debian'
	for mirror in $(debian_mirrors); do
		if download_from "$mirror" >>"$work/log" 2>&1 </dev/null; then
			return
		fi
	done
	tail -n 15 "$work/log" >&2 || true
	fail "pjproject could not be fetched from Debian. Get the release archive of pjproject 2.17 from its makers, check it, and
  type: PARTYLINE_PJPROJECT=/path/to/pjproject-2.17.tar.gz npm start"
}

report_unknown() {
	sha256=$(sha256sum <"$1" | cut -d ' ' -f 1)
	if [ "$sha256" != "$known_sha256" ]; then
		say "pjproject: $1 is not the archive that Partyline was tested with; trying it (SHA-256 $sha256)"
	fi
}

unpack() {
	mkdir "$work/source"
	tar -xf "$1" -C "$work/source" --strip-components=1 || fail "$1 is not an archive that tar can unpack"
	cp "$config_site" "$work/source/pjlib/include/pj/config_site.h"
	# Debian leaves this file out, but the makefile names it; it is of no use outside of Windows.
	bdimad=$work/source/pjmedia/src/pjmedia-audiodev/bdimad_dev.c
	[ -f "$bdimad" ] || : >"$bdimad"
}

# In a shell of its own for the folder and the flags.
compile() (
	cd "$work/source"
	export CFLAGS="$compiler_flags" CXXFLAGS="$compiler_flags"
	# shellcheck disable=SC2086 # the flags are words
	./configure $configure_flags && make dep && make -j"$(nproc)" lib
)

keep_what_is_linked() {
	for part in pjlib pjlib-util pjnath pjmedia pjsip; do
		mkdir -p "$work/built/$part"
		mv "$work/source/$part/include" "$work/source/$part/lib" "$work/built/$part/"
	done
	mv -T "$work/built" "$built" 2>/dev/null || [ -d "$built" ] || fail "could not write $built"
}

mkdir -p "$cache"
work=$(mktemp -d "$cache/building.XXXXXX")
archive=${given:-$(downloaded)}
if [ -z "$archive" ]; then
	download
	archive=$(downloaded)
fi
report_unknown "$archive"
say 'pjproject: building (a minute or two, once)'
unpack "$archive"
logged "$cache/pjproject.log" compile
keep_what_is_linked
