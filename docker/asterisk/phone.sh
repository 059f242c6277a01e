#!/bin/sh
# phone add NUMBER SIPUSERNAME <SECRET-ON-STDIN: a simulated phone registers for the extension; it answers after 2 s.
# phone call NUMBER DIALLED [SECONDS]: that phone dials, and hums 800 Hz to who answers. Hangs up after SECONDS (10).
set -eu
etc=/var/lib/trunkline/etc
phones=/var/lib/trunkline/spool/phones.conf
plain() { case $1 in '' | *[!$2]*) echo "\"$1\" is not $3" >&2; exit 2 ;; esac; }
case "${1:-}" in
add)
  number=${2:?} user=${3:?}
  plain "$number" '0-9' 'an extension: digits only'
  plain "$user" 'a-z0-9_' 'a SIP user name of Trunkline'
  IFS= read -r secret
  case $secret in '' | *[\;\\[:space:][:cntrl:]]*) echo 'the secret cannot be written to a file of Asterisk' >&2; exit 2 ;; esac
  registrar=$(sed -n 's/^server_uri = sip://p' "$etc/pjsip.conf" | head -n 1)
  umask 027
  cat >"$phones.new" <<EOF
$(sed "/^\[phone-$number\]/,/^; end/d" "$phones")
[phone-$number](phone)
aors = phone-$number
outbound_auth = phone-$number
from_user = $user
[phone-$number]
type = auth
auth_type = userpass
username = $user
password = $secret
[phone-$number](phone-aor)
[phone-$number](phone-registration)
client_uri = sip:$user@$registrar
contact_user = $user
outbound_auth = phone-$number
; end of phone-$number
EOF
  mv "$phones.new" "$phones"
  cli module reload res_pjsip.so
  cli module reload res_pjsip_outbound_registration.so ;;
call)
  number=${2:?} dialled=${3:?}
  plain "$number" '0-9' 'an extension: digits only'
  plain "$dialled" '0-9+*#' 'a number: digits, +, * and # only'
  exec bash "$(dirname "$(readlink -f "$0")")/originate.bash" \
    "PJSIP/$dialled@phone-$number" talk "${4:-10}" "" "$number" ;;
*) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
esac
