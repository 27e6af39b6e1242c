// 5 · An agency story's copies
// The article that was copied most, and what it says happened
MATCH (original:Article&Timeline) WHERE original.copies >= 1
WITH original ORDER BY original.copies DESC, original.id LIMIT 1
MATCH path = (original)<-[:COPY_OF]-(copy:Article)
OPTIONAL MATCH said = (copy)<-[:STATED_IN]-(:Assertion)-[:ABOUT]->(:Event)
OPTIONAL MATCH source = (copy)-[:PUBLISHED_BY]->(:Source)
RETURN path, said, source, [(original)<-[o:STATED_IN]-(a:Assertion)-[b:ABOUT]->(e:Event) | [o, a, b, e]] AS own
LIMIT 150
