// How many nodes of this database are not the engine's
// $limit = 1
CALL () { MATCH (n) RETURN count(n) AS everything }
CALL () { MATCH (n:Timeline) RETURN count(n) AS ours }
RETURN everything - ours AS nodes
LIMIT $limit
