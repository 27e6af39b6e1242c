// 5 · An agency story's copies
// The article that was copied most, and what it says happened
MATCH (copy:Article&Timeline)-[:COPY_OF]->(original:Article) WHERE copy.id >= ''
WITH original, count(copy) AS copies ORDER BY copies DESC, original.id LIMIT 1
MATCH path = (original)<-[:COPY_OF]-(copy:Article)
OPTIONAL MATCH said = (copy)<-[:STATED_IN]-(:Assertion)-[:ABOUT]->(:Event)
OPTIONAL MATCH source = (copy)-[:PUBLISHED_BY]->(:Source)
RETURN path, said, source, [(original)<-[o:STATED_IN]-(a:Assertion)-[b:ABOUT]->(e:Event) | [o, a, b, e]] AS own
LIMIT 150
