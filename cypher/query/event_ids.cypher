// Every event in chronological order
// $limit = 1000
MATCH (e:Event&Timeline)
WHERE e.first IS NOT NULL AND e.last IS NOT NULL AND e.id IS NOT NULL
RETURN e.id AS id
ORDER BY e.first, e.last, e.id
LIMIT $limit
