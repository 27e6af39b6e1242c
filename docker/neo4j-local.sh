#!/bin/sh
# Starts Neo4j from its jars, with ports from BOLT_PORT and HTTP_PORT (for containers on the host's network).
set -eu
mkdir -p /data /neo4j/conf
auth=true
[ "${NEO4J_AUTH:-}" = none ] && auth=false
cat > /neo4j/conf/neo4j.conf <<CONF
server.bolt.listen_address=${LISTEN:-0.0.0.0}:${BOLT_PORT:-7687}
server.http.listen_address=${LISTEN:-0.0.0.0}:${HTTP_PORT:-7474}
server.https.enabled=false
server.directories.data=/data
dbms.security.auth_enabled=$auth
server.memory.pagecache.size=${NEO4J_server_memory_pagecache_size:-256m}
dbms.usage_report.enabled=false
CONF
heap=${NEO4J_server_memory_heap_max__size:-1g}
exec java "-Xmx$heap" --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -Dlog4j2.disable.jmx=true \
  -cp "/neo4j/lib/*" org.neo4j.server.CommunityEntryPoint --home-dir=/neo4j --config-dir=/neo4j/conf --console-mode
