// Which event an id leads to
// The id of an event, of a conflict, of an assertion or its anchor, or one that an event once had.
// $id = 'asr-000000000000000000000000'
// $limit = 1
CALL () {
  MATCH (e:Timeline {record: 'event', id: $id})
  RETURN e, 0 AS rank
  UNION
  MATCH (:Timeline {record: 'conflict', id: $id})-[:CONCERNS]->(e:Timeline)
  RETURN e, 1 AS rank
  UNION
  MATCH (:Timeline {record: 'assertion', id: $id})-[:ABOUT]->(e:Timeline)
  RETURN e, 1 AS rank
  UNION
  MATCH (a:Assertion&Timeline WHERE a.anchor = $id AND $id <> '')-[:ABOUT]->(e:Timeline)
  RETURN e, 1 AS rank
  UNION
  MATCH (a:Assertion&Timeline WHERE a.formerEvent = $id)-[:ABOUT]->(e:Timeline)
  RETURN e, 2 AS rank
}
WITH e, min(rank) AS rank
WHERE e.digest IS NOT NULL
RETURN e.id AS id, rank
ORDER BY rank, id
LIMIT $limit
