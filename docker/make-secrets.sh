#!/bin/sh
# Makes the secrets of docker-compose.yml once, each a file of mode 0600 in docker/secrets (or TRUNKLINE_SECRETS);
# those that exist stay.
# The containers run as TRUNKLINE_UID and must be able to read them: root gives the files to that user, anybody else
# lets the containers run as himself, by a line in .env.
set -eu
umask 077
cd "$(dirname "$0")/.."
from_env() { sed -n "s/^$1=//p" .env 2>/dev/null | tail -n 1; }
dir=${TRUNKLINE_SECRETS:-$(from_env TRUNKLINE_SECRETS)}
dir=${dir:-docker/secrets}
uid=${TRUNKLINE_UID:-$(from_env TRUNKLINE_UID)}
mkdir -p "$dir"

random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }
word() { random "$1" | tr '+/' '-_' | tr -d '='; }
keep() { # NAME VALUE: atomically, so that an interrupted run leaves no half of a secret
  [ -s "$dir/$1" ] && return
  printf '%s\n' "$2" >"$dir/.$1" && mv "$dir/.$1" "$dir/$1" && echo "made $dir/$1"
}

if [ "$(id -u)" -eq 0 ]; then
  uid=${uid:-10001}
elif [ -z "$uid" ]; then
  uid=$(id -u)
  printf '\n# The user of the containers, who must own the files in docker/secrets.\nTRUNKLINE_UID=%s\n' "$uid" >>.env
  echo "wrote TRUNKLINE_UID=$uid to .env"
fi

keep key "$(random 32)"
for name in node-token ari-password peer-ami-secret database-password; do keep "$name" "$(word 24)"; done
keep carrier-password "$(word 12)"
password=$(cat "$dir/database-password")
keep database-url "postgres://trunkline:$password@postgres:5432/trunkline"
keep postgres.env "POSTGRES_PASSWORD=$password"

for name in key node-token ari-password peer-ami-secret database-password carrier-password database-url; do
  if [ "$(id -u)" -eq 0 ]; then chown "$uid" "$dir/$name"; fi
  chmod 600 "$dir/$name"
done
