// Events with everything that belongs to them
// One row an event: assertions with article, readings, participants, place and links, each in its order.
// $ids = ['evt-000000000000000000000000']
// $limit = 1000
UNWIND $ids AS id
MATCH (e:Timeline {record: 'event', id: id}) WHERE e.digest IS NOT NULL
RETURN properties(e) AS event, e:Undated AS undated,
  COLLECT { MATCH (e)-[r:INVOLVES]->(n:Entity) RETURN {p: properties(r), entity: n.id} } AS involves,
  COLLECT { MATCH (e)-[r:AT]->(n:Entity) RETURN {p: properties(r), entity: n.id} } AS at,
  COLLECT { MATCH (e)<-[:ABOUT]-(a:Assertion)-[:STATED_IN]->(b:Article) RETURN {p: properties(a), article: b.id} } AS assertions,
  COLLECT { MATCH (e)-[d:DATED]->(r:Reading) RETURN {p: properties(r), rank: d.rank} } AS readings,
  COLLECT {
    MATCH (e)-[r:PART_OF|CONTENT_OF|PLANNED_AS|RESPONSE_TO]->(other:Event)
    RETURN {kind: type(r), event: other.id, position: r.position}
  } AS links
LIMIT $limit
