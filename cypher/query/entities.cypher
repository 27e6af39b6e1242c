// People, organisations, countries, places and groups
// $limit = 1000
MATCH (n:Timeline)
WHERE n.record = 'entity' AND n.id IS NOT NULL AND n.digest IS NOT NULL
RETURN properties(n) AS entity
ORDER BY n.id
LIMIT $limit
