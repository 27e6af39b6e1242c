// Some entities by their ids
// $ids = ['name:vladimir putin']
// $limit = 1000
UNWIND $ids AS id
MATCH (n:Timeline {record: 'entity', id: id}) WHERE n.digest IS NOT NULL
RETURN properties(n) AS entity
ORDER BY n.id
LIMIT $limit
