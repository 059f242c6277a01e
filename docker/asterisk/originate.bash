#!/usr/bin/env bash
# originate.bash CHANNEL CONTEXT SECONDS CALLERID RECORDING-PREFIX: places a call by AMI and says what became of it.
# Exit status 0: answered, and hung up by us or the other side; 1: not answered.
set -euo pipefail
channel=$1 context=$2 seconds=$3 caller=$4 recording=$5-$(date -u +%Y%m%dT%H%M%SZ)-$$.wav
[[ $seconds =~ ^[0-9]{1,4}$ ]] || { echo "\"$seconds\" is no number of seconds" >&2; exit 2; }
[[ $caller$channel != *[$'\r\n']* ]] || { echo 'a name is one line' >&2; exit 2; }
conf=/var/lib/trunkline/etc/manager.conf
setting() { sed -n "s/^$1 = //p" "$conf" | head -n 1; }
id=call-$$-$(date +%s%N)

exec 3<>"/dev/tcp/$(setting bindaddr)/$(setting port)"
send() { printf '%s\r\n' "$@" '' >&3; }
send 'Action: Login' 'Username: lab' "Secret: $(setting secret)" 'Events: call'
send 'Action: Originate' "ActionID: $id" "Channel: $channel" "ChannelId: $id" "Context: $context" 'Exten: s' 'Priority: 1' \
  'Async: true' 'Timeout: 60000' "Variable: RECORDING=$recording" ${caller:+"CallerID: $caller"}

# Reads messages until one is about this call or SECONDS are over; leaves its fields in `message`.
declare -A message
next() {
  local until=$((SECONDS + $1)) line
  while :; do
    message=()
    while IFS= read -r -t $((until > SECONDS ? until - SECONDS : 1)) line <&3 || return 1; do
      line=${line%$'\r'}
      [[ -n $line ]] || break
      message[${line%%:*}]=${line#*: }
    done
    [[ ${message[Response]:-} != Error ]] || { echo "refused: ${message[Message]:-}" >&2; exit 1; }
    case "${message[Event]:-}" in
      OriginateResponse) [[ ${message[ActionID]:-} == "$id" ]] && return ;;
      Hangup) [[ ${message[Uniqueid]} == "$id" ]] && return ;;
    esac
    ((SECONDS < until)) || return 1
  done
}

next 65 || { echo 'no answer from Asterisk' >&2; exit 1; }
if [[ ${message[Response]:-} == Failure ]]; then
  # The cause comes with the hang-up, which may be a moment later; a channel that was never made has none.
  next 1 || { echo 'not answered: no way to reach the called party'; exit 1; }
fi
if [[ ${message[Event]} == Hangup ]]; then
  echo "not answered: ${message[Cause-txt]} (${message[Cause]})"
  exit 1
fi
echo 'answered'
if next "$seconds"; then
  echo "the other side hung up: ${message[Cause-txt]} (${message[Cause]})"
else
  send 'Action: Hangup' "Channel: $id" 'Cause: 16'
  next 5 || true
  echo "hung up after $seconds s"
fi
