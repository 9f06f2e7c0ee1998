#!/bin/sh
# Runs the box's drivers of lines and of D channels on DAHDI's own kernel modules: builds Debian's dahdi-source for Debian's arm64 kernel,
# boots that in an emulated machine, and judges by what test/dahdi-kernel prints there. For a computer with Debian 12 on amd64.
set -eu
. "$(dirname "$0")/progress.sh"

suite=bookworm
kernel_compiler=aarch64-linux-gnu-gcc-12
modules='dahdi dahdi_dynamic dahdi_dynamic_loc dahdi_echocan_oslec echo'
# For arm64, and for any processor. The kernel's are added, whose names have its version in them.
packages='busybox-static dahdi libopus-dev libopus0 libopusenc-dev libopusenc0 libpri-dev libspandsp-dev libspeexdsp-dev
	libtiff-dev libtonezone-dev libtonezone2.0'
packages_of_all=dahdi-source
most_seconds=300
store=$cache/dahdi-kernel

require_machine() {
	command -v apt-get >/dev/null || fail "the test on DAHDI's own modules needs Debian 12: its packages are fetched with apt-get."
	[ "$(dpkg --print-architecture)" = amd64 ] ||
		fail "the test on DAHDI's own modules needs a computer with an amd64 processor: its modules are cross-built there for arm64."
	sh image-build/packages.sh packages.txt packages-kernel.txt
	for program in "$kernel_compiler" aarch64-linux-gnu-g++ qemu-system-aarch64 cpio; do
		command -v "$program" >/dev/null || fail "the test on DAHDI's own modules needs $program, which Debian 12 has and this system has not."
	done
}

# Debian's servers as this machine's own apt knows them.
debian_mirrors() {
	# shellcheck disable=SC2016 # the fields are apt's
	apt-get indextargets --format '$(REPO_URI) $(ORIGIN)' 'Created-By: Packages' 'Component: main' |
		awk '($2 == "Debian" || $2 == "") && $1 !~ /security/ && !seen[$1]++ {print $1}'
}

# Everything that apt reads and writes is in a folder of its own: the system's apt is left as it is.
describe_source() {
	mkdir -p "$work/parts" "$work/lists/partial" "$work/cache/archives/partial" "$work/packages"
	: >"$work/status"
	cat >"$work/parts/debian.sources" <<-END
		Types: deb
		URIs: $1
		Suites: $suite
		Components: main
		Architectures: amd64 arm64
		Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
	END
	cat >"$work/apt.conf" <<-END
		APT::Sandbox::User "";
		APT::Architecture "amd64";
		APT::Architectures { "amd64"; "arm64"; };
		Dir::Etc::SourceList "/dev/null";
		Dir::Etc::SourceParts "$work/parts";
		Dir::State::Lists "$work/lists";
		Dir::State::status "$work/status";
		Dir::Cache "$work/cache";
	END
}

# depended PACKAGE PATTERN: the package of that name that it depends on.
depended() {
	apt-cache depends "$1" | sed -n "s/^ *Depends: \($2\)\(:.*\)\{0,1\}\$/\1/p" | head -n 1
}

# apt has checked Debian's signature on them.
download_from() (
	describe_source "$1"
	export APT_CONFIG="$work/apt.conf"
	apt-get -q update || exit 1
	headers=$(depended linux-headers-arm64:arm64 'linux-headers-[^:]*-arm64')
	kbuild=$(depended "$headers:arm64" 'linux-kbuild-[^:]*')
	[ -n "$headers" ] && [ -n "$kbuild" ] || exit 1
	kernel=${headers#linux-headers-}
	cd "$work/packages"
	# shellcheck disable=SC2046,SC2086 # the names are words
	apt-get -q download "$kbuild:amd64" "${headers%arm64}common" $packages_of_all $(printf '%s:arm64 ' "linux-image-$kernel" "$headers" $packages)
)

download() {
	say 'DAHDI test: fetching a kernel and libraries for arm64 from Debian (90 MB, once)'
	for mirror in $(debian_mirrors); do
		if download_from "$mirror" >>"$work/log" 2>&1 </dev/null; then
			return
		fi
	done
	tail -n 15 "$work/log" >&2 || true
	fail 'the kernel and the libraries for arm64 could not be fetched from Debian'
}

unpack_packages() {
	mkdir "$work/arm64"
	for package in "$work"/packages/*.deb; do
		dpkg-deb -x "$package" "$work/arm64"
	done
	# The headers are where no package manager has put them: this makefile names their place.
	# shellcheck disable=SC2016 # make's variables
	sed -i 's#^include /usr/src/#include $(dir $(lastword $(MAKEFILE_LIST)))../#' "$work"/arm64/usr/src/linux-headers-*-arm64/Makefile
	mv -T "$work/arm64" "$arm64"
}

build_modules() {
	mkdir "$work/source" "$work/modules"
	tar -xf "$arm64/usr/src/dahdi.tar.bz2" -C "$work/source" --strip-components=2
	(cd "$work/source" && DAHDIVERSION=$(cat .version) sh build_tools/make_version_h >include/dahdi/version.h)
	logged "$store/modules.log" make -C "$(echo "$arm64"/usr/src/linux-headers-*-arm64)" CROSS_COMPILE=aarch64-linux-gnu- \
		M="$work/source/drivers/dahdi" DAHDI_INCLUDE="$work/source/include" HOTPLUG_FIRMWARE=yes \
		CONFIG_DAHDI=m CONFIG_DAHDI_DYNAMIC=m CONFIG_DAHDI_DYNAMIC_LOC=m modules
	for module in $modules; do
		find "$work/source/drivers" -name "$module.ko" -exec aarch64-linux-gnu-strip -g -o "$work/modules/$module.ko" {} \;
	done
	mv -T "$work/modules" "$built_modules"
}

build_test() {
	launcher=$(command -v ccache || true)
	if [ ! -f "$native/build.ninja" ]; then
		logged "$store/configure.log" cmake -S test/dahdi-kernel -B "$native" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$root/test/dahdi-kernel/arm64.cmake" \
			-DPARTYLINE_ARM64_ROOT="$arm64" -DCMAKE_C_COMPILER_LAUNCHER="$launcher" -DCMAKE_CXX_COMPILER_LAUNCHER="$launcher"
	fi
	logged "$store/test.log" ninja -C "$native" dahdi_kernel_test
}

pack_machine() {
	disk=$work/disk
	mkdir -p "$disk/bin" "$disk/dev" "$disk/etc/dahdi" "$disk/lib" "$disk/modules" "$disk/proc" "$disk/sys"
	cp "$arm64/bin/busybox" "$arm64/usr/sbin/dahdi_cfg" "$native/dahdi_kernel_test" "$disk/bin/"
	for library in ld-linux-aarch64.so.1 libc.so.6 libm.so.6 libpthread.so.0; do
		cp -L "/usr/aarch64-linux-gnu/lib/$library" "$disk/lib/"
	done
	for library in libopus.so.0 libopusenc.so.0 libtonezone.so.2.0; do
		find "$arm64" -name "$library" -exec cp -L {} "$disk/lib/" \;
	done
	cp "$built_modules"/*.ko "$disk/modules/"
	cp test/dahdi-kernel/system.conf "$disk/etc/dahdi/"
	install -m 755 test/dahdi-kernel/init "$disk/init"
	(cd "$disk" && find . | cpio -o -H newc --quiet | gzip -1) >"$work/disk.gz"
}

run_machine() {
	say 'DAHDI test: running'
	timeout "$most_seconds" qemu-system-aarch64 -M virt -cpu cortex-a57 -accel tcg -m 512 -nographic -no-reboot -nic none \
		-kernel "$(echo "$arm64"/boot/vmlinuz-*)" -initrd "$work/disk.gz" -append 'console=ttyAMA0 quiet panic=-1' </dev/null 2>&1 |
		tr -d '\r' | tee "$store/run.log" | grep --line-buffered -E '^(ok  |FAIL|    /|dahdi-kernel: |[0-9]+ tests)|Oops|BUG:|Kernel panic' || true
}

judge() {
	grep -q '^dahdi-kernel: result 0$' "$store/run.log" || fail "the test on DAHDI's own modules failed (all of it is in $store/run.log)"
	if grep -qE 'Oops|BUG:|Kernel panic|dahdi_cfg failed|can not be loaded' "$store/run.log"; then
		fail "the kernel or its set-up failed (all of it is in $store/run.log)"
	fi
	say 'DAHDI test: passed'
}

require_machine
mkdir -p "$store"
# Two at the same time would build in the same folder.
exec 9>"$store/.turn"
flock 9
work=$(mktemp -d "$store/working.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

inputs=$(fingerprint "$suite" "$packages" "$packages_of_all" </dev/null)
arm64=$store/arm64-$inputs
[ -d "$arm64" ] || { download && unpack_packages; }
inputs=$(fingerprint "$arm64" "$modules" "$($kernel_compiler -dumpfullversion)" </dev/null)
built_modules=$store/modules-$inputs
[ -d "$built_modules" ] || { say 'DAHDI test: building the kernel modules (once)' && build_modules; }
inputs=$(fingerprint "$arm64" "$root" </dev/null)
native=$store/test-$inputs
say 'DAHDI test: building the test'
build_test
pack_machine
run_machine
judge
