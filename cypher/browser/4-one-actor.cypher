// 4 · One actor
// What the most active person did, where and with whom; for another, put a name in the line below
MATCH (n:Person&Timeline) WHERE n.name >= ''
WITH n, COUNT { (n)<-[:INVOLVES]-() } AS events ORDER BY events DESC, n.name LIMIT 1
MATCH (n)<-[:INVOLVES]-(e:Event&Timeline)
WHERE e.factuality IN ['happened', 'ongoing'] AND e.first IS NOT NULL
WITH n, e ORDER BY e.first DESC, e.id LIMIT 30
MATCH path = (n)<-[:INVOLVES]-(e)
OPTIONAL MATCH others = (e)-[:INVOLVES|AT]->(:Entity)
RETURN path, others
LIMIT 150
