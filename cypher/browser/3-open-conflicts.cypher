// 3 · All open conflicts
// Which days sources give, and in which words
UNWIND ['date', 'toll', 'occurrence'] AS kind
MATCH (c:Conflict&Timeline) WHERE c.kind = kind AND c.status = 'open' AND c.cause IS NOT NULL
WITH c ORDER BY c.id LIMIT 40
MATCH path = (:Event)<-[:CONCERNS]-(c)-[:BETWEEN]->(:Reading)
OPTIONAL MATCH said = (c)-[:BETWEEN]->(:Reading)<-[:GIVES]-(:Assertion)
RETURN path, said
LIMIT 200
