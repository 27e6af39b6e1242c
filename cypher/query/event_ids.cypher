// Every event in chronological order
// $limit = 1000
MATCH (e:Event&Timeline)
USING INDEX e:Event(first, last, id)
WHERE e.first IS NOT NULL AND e.last IS NOT NULL AND e.id IS NOT NULL
WITH e ORDER BY e.first, e.last, e.id LIMIT $limit
RETURN e.id AS id
