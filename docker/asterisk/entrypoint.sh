#!/bin/sh
# Starts Asterisk in the foreground on the configuration that a one-shot wrote into the volume.
set -eu
umask 027
etc=/var/lib/trunkline/etc
spool=/var/lib/trunkline/spool
# Asterisk makes none of these, and without them it writes no call events and only logs an error. In `run` lies its
# control socket, in the volume that the agent shares: one command there reloads all modules or none.
mkdir -p "$spool/run" "$spool/cel" "$spool/lib/keys" "$spool/spool" "$spool/log/cel-custom" "$spool/log/cdr-custom"
rm -f "$spool/run/asterisk.ctl" "$spool/run/asterisk.pid"

# Never boot on a revision that Asterisk has not accepted yet: a refused file leaves it without any endpoint.
generated=$etc/generated
proven=$(readlink "$generated/proven" 2>/dev/null || true)
if [ -n "$proven" ] && [ -d "$generated/$proven" ] && [ "$(readlink "$generated/current")" != "$proven" ]; then
  echo "starting on $proven, the last revision that was accepted"
  ln -s "$proven" "$generated/.current.$$"
  mv -T "$generated/.current.$$" "$generated/current"
fi

# The simulated phones include a file that `phone add` writes; writing the configuration anew must not lose it.
if grep -qs '#include phones.conf' "$etc/pjsip.conf"; then
  touch "$spool/phones.conf"
  ln -sfn "$spool/phones.conf" "$etc/phones.conf"
fi

# Tells the agent that there is a new network namespace to join (docker/app/beside-asterisk.sh).
cat /proc/sys/kernel/random/uuid >"$spool/started"

exec /usr/sbin/asterisk -f -C "$etc/asterisk.conf"
