// Agency stories and their copies
// Articles that were copied most, with the copies.
// $limit = 25
MATCH (copy:Article&Timeline)-[:COPY_OF]->(original:Article)
WHERE copy.id IS NOT NULL
WITH original, copy
ORDER BY copy.publishedEarliest, copy.id
WITH original, collect({id: copy.id, title: copy.title, published: copy.publishedEarliest}) AS copies
RETURN original.id AS id, original.title AS title, original.publishedEarliest AS published, copies
ORDER BY size(copies) DESC, id
LIMIT $limit
