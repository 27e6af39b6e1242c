// 2 · One event with its evidence
// Dates, quotes, articles, people and place of the event that most sources tell
MATCH (e:Event&Timeline) WHERE e.independentSources >= 1 AND e.first < date('9999-12-31')
WITH e ORDER BY e.independentSources DESC, e.first, e.id LIMIT 1
CALL (e) {
  MATCH path = (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN|HELD_BY|ATTRIBUTED_TO]->(:Article|Entity) RETURN path
  UNION
  MATCH path = (e)-[:DATED]->(:Reading)<-[:GIVES]-(:Assertion) RETURN path
  UNION
  MATCH path = (e)-[:INVOLVES|AT]->(:Entity) RETURN path
  UNION
  MATCH path = (e)<-[:CONCERNS]-(:Conflict)-[:BETWEEN]->(:Reading) RETURN path
  UNION
  MATCH path = (e)<-[:DECIDES]-(:Decision) RETURN path
  UNION
  MATCH path = (e)-[:PART_OF|CONTENT_OF|PLANNED_AS|RESPONSE_TO]-(:Event) RETURN path
}
RETURN path
LIMIT 150
