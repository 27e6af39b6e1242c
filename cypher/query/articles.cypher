// Articles with source and publication day
// $limit = 1000
MATCH (a:Article&Timeline)
WHERE a.id IS NOT NULL AND a.digest IS NOT NULL
RETURN properties(a) AS article,
  head(COLLECT { MATCH (a)-[:PUBLISHED_BY]->(s:Source) RETURN s.id }) AS source,
  head(COLLECT { MATCH (a)-[:COPY_OF]->(b:Article) RETURN b.id }) AS copyOf
ORDER BY a.id
LIMIT $limit
