#!/bin/sh
# Runs a command in the network namespace of the Asterisk container, and ends it when that namespace has lost its
# network: after a restart of that container the old namespace is an empty shell, and only a restart joins the new one.
set -u
interface=/sys/class/net/eth0
"$@" &
child=$!
trap 'kill -TERM "$child" 2>/dev/null' TERM INT
while kill -0 "$child" 2>/dev/null; do
  if [ ! -e "$interface" ]; then
    echo "the network of the Asterisk container is gone; leaving, to join it again" >&2
    kill -TERM "$child"
    wait "$child"
    exit 1
  fi
  sleep 2 &
  wait $!
done
wait "$child"
