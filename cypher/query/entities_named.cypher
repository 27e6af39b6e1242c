// Entities that are called so
// Every word must stand in the name or in one alias, folded as the engine folds names.
// $search = '+vladimir +putin'
// $words = ['vladimir', 'putin']
// $limit = 100
CALL db.index.fulltext.queryNodes('timeline_names', $search) YIELD node AS n
WITH n
WHERE n:Entity&Timeline AND any(name IN n.names WHERE all(word IN $words WHERE word IN split(name, ' ')))
RETURN n.id AS id, n.name AS name
ORDER BY id
LIMIT $limit
