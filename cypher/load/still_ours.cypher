// In each batch's transaction: is this writer still the one that began?
MATCH (p:Timeline {record: 'projection', id: 'chronology'}) WHERE p.writer = $writer
RETURN count(p) = 1 AS ours
