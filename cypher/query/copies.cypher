// Agency stories and their copies
// Articles that were copied most, with the copies.
// $limit = 25
MATCH (original:Article&Timeline)
WHERE original.copies >= 1
WITH original ORDER BY original.copies DESC, original.id LIMIT $limit
RETURN original.id AS id, original.title AS title, original.publishedEarliest AS published, original.copies AS number, COLLECT {
  MATCH (copy:Article)-[:COPY_OF]->(original)
  WITH copy ORDER BY copy.publishedEarliest, copy.id LIMIT 100
  RETURN {id: copy.id, title: copy.title, published: copy.publishedEarliest}
} AS copies
ORDER BY number DESC, id
