// Make the node that a writer holds while it writes
MERGE (l:Timeline {record: 'lock', id: 'writer'})
