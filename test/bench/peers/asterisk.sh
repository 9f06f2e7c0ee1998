#!/bin/sh
# Puts Debian sid's Asterisk into a private Debian tree, for comparison: Debian 12 has none. Prints the tree's path.
# The mirror is the one this machine's own apt uses. Needs root (debootstrap, chroot); the system's packages stay as they are.
set -eu

root="${XDG_CACHE_HOME:-$HOME/.cache}/partyline/bench/sid"

if [ -x "$root/usr/sbin/asterisk" ]; then
	echo "$root"
	exit 0
fi
if [ "$(id -u)" != 0 ]; then
	echo 'asterisk.sh: needs root once, to make a private Debian tree with debootstrap' >&2
	exit 1
fi
if ! command -v debootstrap >/dev/null; then
	echo 'asterisk.sh: debootstrap is missing: apt-get install debootstrap' >&2
	exit 1
fi

mirror=$(apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(LABEL)' 'Created-By: Packages' | awk '$2 == "Debian" && $3 == "Debian" {print $1; exit}')
if [ -z "$mirror" ]; then
	echo 'asterisk.sh: no Debian mirror in the configuration of apt' >&2
	exit 1
fi

rm -rf "$root"
mkdir -p "$root"
debootstrap --variant=minbase sid "$root" "$mirror" >&2
for file in /etc/resolv.conf /etc/hosts; do
	[ ! -e "$file" ] || cp -L "$file" "$root$file"
done

# Package scripts must not start services in here.
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"

# Mirrors that keep snapshots serve a sid whose release file has run out; its signature is checked all the same.
chroot "$root" sh -eu >&2 <<'IN'
export DEBIAN_FRONTEND=noninteractive
apt-get -o Acquire::Check-Valid-Until=false update
apt-get install -y --no-install-recommends asterisk
apt-get clean
IN
echo "$root"
