// What the first characters of an id may mean
// Ids that start so, in order, with the event, article or entity that each leads to; see resolve for whole ids.
// $start = 'evt-00'
// $limit = 100
CALL () {
  MATCH (e:Timeline) WHERE e.record = 'event' AND e.id STARTS WITH $start AND e.digest IS NOT NULL
  WITH e ORDER BY e.id LIMIT $limit
  RETURN e.id AS id, 'event' AS record, e.id AS target
  UNION
  MATCH (a:Timeline)-[:ABOUT]->(e:Timeline)
  WHERE a.record = 'assertion' AND a.id STARTS WITH $start AND e.digest IS NOT NULL
  WITH a, e ORDER BY a.id, e.id LIMIT $limit
  RETURN a.id AS id, 'event' AS record, e.id AS target
  UNION
  MATCH (a:Assertion&Timeline)-[:ABOUT]->(e:Timeline)
  WHERE a.anchor STARTS WITH $start AND a.anchor <> '' AND e.digest IS NOT NULL
  WITH DISTINCT a.anchor AS id, e.id AS target ORDER BY id, target LIMIT $limit
  RETURN id, 'event' AS record, target
  UNION
  MATCH (a:Assertion&Timeline)-[:ABOUT]->(e:Timeline)
  WHERE a.formerEvent STARTS WITH $start AND e.digest IS NOT NULL
  WITH DISTINCT a.formerEvent AS id, e.id AS target ORDER BY id, target LIMIT $limit
  RETURN id, 'event' AS record, target
  UNION
  MATCH (c:Timeline)-[:CONCERNS]->(e:Timeline)
  WHERE c.record = 'conflict' AND c.id STARTS WITH $start AND e.digest IS NOT NULL
  WITH c, e ORDER BY c.id, e.id LIMIT $limit
  RETURN c.id AS id, 'event' AS record, e.id AS target
  UNION
  MATCH (b:Timeline) WHERE b.record = 'article' AND b.id STARTS WITH $start AND b.digest IS NOT NULL
  WITH DISTINCT coalesce(b.sharedId, b.id) AS id ORDER BY id LIMIT $limit
  RETURN id, 'article' AS record, id AS target
  UNION
  MATCH (n:Timeline) WHERE n.record = 'entity' AND n.id STARTS WITH $start AND n.digest IS NOT NULL
  WITH n ORDER BY n.id LIMIT $limit
  RETURN n.id AS id, 'entity' AS record, n.id AS target
}
RETURN id, record, target
ORDER BY id, record, target
LIMIT $limit
