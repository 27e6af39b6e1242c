#!/bin/sh
# Starts Neo4j from its jars, with ports from BOLT_PORT and HTTP_PORT (for containers on the host's network) and the first
# password from NEO4J_AUTH or NEO4J_AUTH_FILE, as the official image does.
set -eu
export NEO4J_HOME=/neo4j NEO4J_CONF=/neo4j/conf
mkdir -p /data "$NEO4J_CONF"
given=${NEO4J_AUTH:-}
[ -z "${NEO4J_AUTH_FILE:-}" ] || given=$(cat "$NEO4J_AUTH_FILE")
auth=true
[ "$given" = none ] && auth=false
cat > "$NEO4J_CONF/neo4j.conf" <<CONF
server.bolt.listen_address=${LISTEN:-0.0.0.0}:${BOLT_PORT:-7687}
server.http.listen_address=${LISTEN:-0.0.0.0}:${HTTP_PORT:-7474}
server.https.enabled=false
server.directories.data=/data
dbms.security.auth_enabled=$auth
server.memory.pagecache.size=${NEO4J_server_memory_pagecache_size:-256m}
dbms.usage_report.enabled=false
CONF
case $given in
  neo4j/*) [ -e /data/dbms/auth.ini ] || [ -e /data/databases ] ||
    java -cp "/neo4j/lib/*" org.neo4j.cli.AdminTool dbms set-initial-password -- "${given#neo4j/}" >/dev/null ;;
esac
unset NEO4J_AUTH given
heap=${NEO4J_server_memory_heap_max__size:-1g}
exec java "-Xmx$heap" --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -Dlog4j2.disable.jmx=true \
  -cp "/neo4j/lib/*" "$(cat /neo4j/main)" --home-dir=/neo4j --config-dir=/neo4j/conf --console-mode
