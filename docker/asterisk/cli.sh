#!/bin/sh
# cli COMMAND…: one command on the console of the Asterisk of this container, such as `cli pjsip show endpoints`.
exec /usr/sbin/asterisk -C /var/lib/trunkline/etc/asterisk.conf -rx "$*"
