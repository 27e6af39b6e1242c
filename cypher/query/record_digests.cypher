// Kind, id and digest of every record
// $limit = 1000
CALL () {
  UNWIND ['article', 'entity', 'rejected', 'conflict', 'event', 'decision'] AS record
  MATCH (n:Timeline) WHERE n.record = record AND n.id IS NOT NULL AND n.digest IS NOT NULL
  RETURN CASE WHEN n:Undated AND n.first IS NULL THEN 'undated' ELSE record END AS kind,
    coalesce(n.sharedId, n.id) AS id, n.digest AS digest
  UNION ALL
  MATCH (e:Undated&Timeline) WHERE e.id IS NOT NULL AND e.undatedDigest IS NOT NULL
  RETURN 'undated' AS kind, e.id AS id, e.undatedDigest AS digest
}
RETURN kind, id, digest
LIMIT $limit
