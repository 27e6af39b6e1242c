// One event with its evidence, as a graph
// $id = 'evt-000000000000000000000000'
// $limit = 200
MATCH (e:Timeline {record: 'event', id: $id})
MATCH path = (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN|HELD_BY|ATTRIBUTED_TO|CONTENT_OF]->(:Timeline)
RETURN path
LIMIT $limit
UNION
MATCH (e:Timeline {record: 'event', id: $id})
MATCH path = (e)<-[:DECIDES]-(:Decision)
RETURN path
LIMIT $limit
UNION
MATCH (e:Timeline {record: 'event', id: $id})
MATCH path = (e)-[:DATED|INVOLVES|AT|PART_OF|PLANNED_AS|RESPONSE_TO]->()
RETURN path
LIMIT $limit
UNION
MATCH (e:Timeline {record: 'event', id: $id})
MATCH path = (e)<-[:CONCERNS]-(:Conflict)-[:BETWEEN]->(:Reading)
RETURN path
LIMIT $limit
