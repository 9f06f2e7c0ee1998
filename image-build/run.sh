#!/bin/sh
# run.sh ARGUMENT…: runs the box, and starts it again when it asks for that by its exit code. Ends with the box, and with its exit code.
set -u

restart_code=75
main=$(dirname -- "$0")/../build/firmware/main.js
box=
stopping=no

# shellcheck disable=SC2317 # the trap calls it
# A terminal's Ctrl-C reaches the box too; it is told by another signal, as a second one of the same would end it at once.
stop() {
	stopping=yes
	[ -z "$box" ] || kill -TERM "$box" 2>/dev/null
}
trap stop INT TERM

while [ $stopping = no ]; do
	PARTYLINE_RESTARTS=yes node "$main" "$@" &
	box=$!
	# A signal interrupts the wait, not the box.
	wait "$box"
	code=$?
	while kill -0 "$box" 2>/dev/null; do
		wait "$box"
		code=$?
	done
	[ "$code" = "$restart_code" ] || exit "$code"
done
exit 0
