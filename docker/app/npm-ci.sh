#!/bin/sh
# npm ci for the image. Certificates in docker/build-ca (*.crt) are trusted while it runs: for a network whose proxy
# opens TLS. They do not reach the final image.
set -eu
set -- npm ci --no-audit --no-fund "$@"
if ls /build-ca/*.crt >/dev/null 2>&1; then
  cat /build-ca/*.crt >/tmp/build-ca.pem
  NODE_EXTRA_CA_CERTS=/tmp/build-ca.pem exec "$@"
fi
exec "$@"
