// Every event that has no place in time
// $limit = 1000
MATCH (e:Undated&Timeline)
WHERE e.record = 'event'
RETURN e.id AS id, e.reason AS reason, e.title AS title
ORDER BY id
LIMIT $limit
