// Take down the neighbourhoods of some events, but keep the event nodes, which others link to
UNWIND $ids AS id
MATCH (e:Timeline {record: 'event', id: id})
REMOVE e.unit
WITH e
CALL (e) {
  MATCH (e)<-[:CONCERNS]-(c:Conflict&Timeline)
  OPTIONAL MATCH (c)-[:BETWEEN]->(r:Reading&Timeline)
  DETACH DELETE r, c
}
CALL (e) {
  MATCH (e)-[:DATED]->(r:Reading&Timeline)
  DETACH DELETE r
}
CALL (e) {
  MATCH (e)<-[about:ABOUT]-(a:Assertion&Timeline)
  OPTIONAL MATCH (a)-[stated:STATED_IN|HELD_BY|ATTRIBUTED_TO|CONTENT_OF]->()
  DELETE about, stated
}
CALL (e) {
  MATCH (e)-[own:INVOLVES|AT|PART_OF|CONTENT_OF|PLANNED_AS|RESPONSE_TO]->()
  DELETE own
}
