// Sources that are called so
// $search = '+example +times'
// $words = ['example', 'times']
// $limit = 100
CALL db.index.fulltext.queryNodes('timeline_names', $search) YIELD node AS s
WITH s
WHERE s:Source&Timeline AND any(name IN s.names WHERE all(word IN $words WHERE word IN split(name, ' ')))
RETURN s.id AS id, s.name AS name
ORDER BY id
LIMIT $limit
