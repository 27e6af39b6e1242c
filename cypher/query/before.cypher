// What happened before an event
// $first = date('2025-03-12')
// $last = date('2025-03-12')
// $id = 'evt-000000000000000000000000'
// $limit = 5
MATCH (e:Event&Timeline)
USING INDEX e:Event(first, last, id)
WHERE e.first <= $first AND e.last IS NOT NULL AND e.id IS NOT NULL
  AND NOT (e.first = $first AND (e.last > $last OR (e.last = $last AND e.id >= $id)))
  AND e.factuality IN ['happened', 'ongoing'] AND e.earliest IS NOT NULL AND e.latest IS NOT NULL
WITH e ORDER BY e.first DESC, e.last DESC, e.id DESC LIMIT $limit
RETURN e.id AS id, e.first AS first, e.last AS last, e.type AS type, e.title AS title
