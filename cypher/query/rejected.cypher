// What the chronology left out, with the reason
// $limit = 1000
MATCH (r:Timeline)
WHERE r.record = 'rejected' AND r.id IS NOT NULL
RETURN properties(r) AS rejected
ORDER BY r.id
LIMIT $limit
