// Days with events that happened, by year: how many, the first and the last of each day
// Counts events that are known to the day, on the day on which they happened or began. It was counted when the graph was
// written, save for events before the period that reach into it.
// $since = date('2025-03-01')
// $until = date('2025-03-31')
// $limit = 100
CALL () {
  MATCH (d:Day&Timeline) WHERE d.day >= coalesce($since, date('0001-01-01')) AND d.day <= coalesce($until, date('9999-12-31'))
  RETURN d.id AS day, d.events AS events, d.before AS before, d.after AS after
  UNION ALL
  MATCH (d:Day&Timeline) WHERE d.until >= $since AND d.day < $since
  MATCH (e:Event&Timeline)
  WHERE e.first = d.day AND e.last >= $since AND e.id IS NOT NULL AND e.onDay AND e.factuality IN ['happened', 'ongoing']
  WITH e ORDER BY e.first, e.last, e.id
  WITH e.first AS day, collect(e.id) AS ids
  RETURN toString(day) AS day, size(ids) AS events, head(ids) AS before, last(ids) AS after
}
WITH day, events, before, after ORDER BY day LIMIT $limit
RETURN left(day, 4) AS year, collect([day, events, before, after]) AS days
ORDER BY year
