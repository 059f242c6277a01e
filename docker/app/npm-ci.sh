#!/bin/sh
# npm ci for the image. Certificates in docker/build-ca (*.crt) are trusted while it runs: for a network whose proxy
# opens TLS. They do not reach the final image.
set -eu
if ls /build-ca/*.crt >/dev/null 2>&1; then
  cat /build-ca/*.crt >/tmp/build-ca.pem
  export NODE_EXTRA_CA_CERTS=/tmp/build-ca.pem
fi
npm ci --no-audit --no-fund "$@" || {
  echo 'If npm says "self-signed certificate": put the certificate of your proxy into docker/build-ca (*.crt).' >&2
  exit 1
}
