// Which assertions some events have now
UNWIND $ids AS id
MATCH (e:Timeline {record: 'event', id: id})<-[:ABOUT]-(a:Assertion&Timeline)
RETURN a.id AS id
