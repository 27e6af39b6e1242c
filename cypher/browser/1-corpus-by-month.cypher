// 1 · The corpus by month
// Who reports what in the busiest month; put your own month in place of the two lines below
MATCH (e:Event&Timeline) WHERE e.first < date('9999-12-31') AND e.last IS NOT NULL AND e.id IS NOT NULL
WITH date.truncate('month', e.first) AS month, count(*) AS events ORDER BY events DESC, month LIMIT 1
MATCH (e:Event&Timeline)
WHERE e.first >= month AND e.first < month + duration('P1M') AND e.last IS NOT NULL AND e.id IS NOT NULL
  AND e.factuality IN ['happened', 'ongoing']
WITH e ORDER BY e.independentSources DESC, e.id LIMIT 25
MATCH path = (e)<-[:ABOUT]-(:Assertion)-[:STATED_IN]->(:Article)-[:PUBLISHED_BY*0..1]->(:Article|Source)
RETURN path
LIMIT 120
