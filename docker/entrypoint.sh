#!/bin/sh
# Takes the password from a secret file, so that it stands neither in the compose file nor in a process list.
set -eu
if [ -n "${NEO4J_PASSWORD_FILE:-}" ] && [ -r "$NEO4J_PASSWORD_FILE" ]; then
  NEO4J_PASSWORD=$(cat "$NEO4J_PASSWORD_FILE")
  export NEO4J_PASSWORD
fi
exec timeline "$@"
