// Hold it, in a transaction that stays open; the server lets go when the writer's connection ends
MATCH (l:Timeline {record: 'lock', id: 'writer'}) SET l.held = true RETURN l.held AS held
