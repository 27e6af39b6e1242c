#!/bin/sh
# Takes the password from a secret file, so that it stands neither in the compose file nor in a process list.
#   entrypoint.sh ARGUMENTS…           timeline with these
#   entrypoint.sh every SECONDS …      the same again and again; a failed run is told and the next one comes
set -eu
if [ -n "${NEO4J_PASSWORD_FILE:-}" ]; then
  [ -r "$NEO4J_PASSWORD_FILE" ] || { echo "$NEO4J_PASSWORD_FILE: cannot be read by user $(id -u); make it readable" >&2; exit 2; }
  NEO4J_PASSWORD=$(cat "$NEO4J_PASSWORD_FILE")
  export NEO4J_PASSWORD
fi
[ "${1:-}" = every ] || exec timeline "$@"
pause=$2
shift 2
trap 'kill $! 2>/dev/null; exit 0' TERM INT
while :; do
  timeline "$@" & wait $! || echo "timeline $*: exit code $?; again in $pause s" >&2
  sleep "$pause" & wait $!
done
