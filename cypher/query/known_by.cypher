// What was known by a recorded time
// The assertions that the engine had learned by then, in order of the day that they give.
// $by = datetime('2025-03-13T00:00:00Z')
// $since = date('2025-01-01')
// $until = date('2025-12-31')
// $limit = 100
MATCH (e:Event&Timeline)
WHERE e.first <= $until AND e.last >= $since AND e.id IS NOT NULL
MATCH (e)<-[:ABOUT]-(a:Assertion)-[:STATED_IN]->(b:Article)
WHERE a.recordedAt <= $by
RETURN e.id AS id, e.title AS title, a.edtf AS date, a.quote AS quote, b.title AS article, a.recordedAt AS recorded
ORDER BY e.first, id, recorded, a.id
LIMIT $limit
