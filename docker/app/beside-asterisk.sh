#!/bin/sh
# Runs a command in the network namespace of the Asterisk container, and ends it when that namespace is an empty shell
# because the Asterisk container was started anew: the restart policy then joins the new namespace. It does not end
# before that container runs again, for a container cannot be started into the namespace of one that does not run.
set -u
interface=/sys/class/net/eth0
started=/var/lib/trunkline/spool/started
seen=$(cat "$started" 2>/dev/null)
"$@" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
while kill -0 "$child" 2>/dev/null; do
  if [ ! -e "$interface" ] && [ "$(cat "$started" 2>/dev/null)" != "$seen" ]; then
    echo "the Asterisk container was started anew; leaving its old network, to join the new one" >&2
    kill -TERM "$child"
    wait "$child"
    exit 1
  fi
  sleep 1 &
  wait $!
done
wait "$child"
