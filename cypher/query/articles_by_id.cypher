// Some articles by their ids
// Two outlets may use the same id for an article of theirs; then there are several.
// $ids = ['art-000000000000000000000000']
// $limit = 1000
UNWIND $ids AS id
CALL (id) {
  MATCH (a:Timeline {record: 'article', id: id}) RETURN a
  UNION
  MATCH (a:Article&Timeline) WHERE a.sharedId = id RETURN a
}
WITH a WHERE a.digest IS NOT NULL
RETURN properties(a) AS article,
  head(COLLECT { MATCH (a)-[:PUBLISHED_BY]->(s:Source) RETURN s.id }) AS source,
  head(COLLECT { MATCH (a)-[:COPY_OF]->(b:Article) RETURN b.id }) AS copyOf
ORDER BY a.id
LIMIT $limit
