// Kind, id and digest of every record
// $limit = 1000
CALL () {
  UNWIND ['article', 'entity', 'rejected', 'conflict', 'event'] AS record
  MATCH (n:Timeline) WHERE n.record = record AND n.id IS NOT NULL AND n.digest IS NOT NULL
  RETURN CASE WHEN n:Undated THEN 'undated' ELSE record END AS kind, n.id AS id, n.digest AS digest
}
RETURN kind, id, digest
LIMIT $limit
