// Every event that has no place in time
// $limit = 1000
MATCH (e:Undated&Timeline)
WHERE e.id IS NOT NULL
RETURN e.id AS id, e.reason AS reason, e.title AS title
ORDER BY id
LIMIT $limit
