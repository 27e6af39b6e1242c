// What makes a node ours: the label Timeline, with one node for each record and id
CREATE CONSTRAINT timeline_key IF NOT EXISTS FOR (n:Timeline) REQUIRE (n.record, n.id) IS UNIQUE;
