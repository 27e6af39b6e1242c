// People, organisations, countries, places and groups
UNWIND $rows AS row
MERGE (n:Timeline {record: 'entity', id: row.id})
REMOVE n:Person:Organisation:Country:Place:Group:Role
SET n:Entity:$(row.labels), n = row.p
