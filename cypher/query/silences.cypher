// Silences: stretches of days on which nothing is known to have happened
// Counts events that are known to the day, by the day on which they happened or began.
// $since = date('2025-01-01')
// $until = date('2025-12-31')
// $days = 7
// $limit = 100
MATCH (d:Day&Timeline)
WHERE d.day >= $since AND d.day <= $until
WITH d.day AS day
ORDER BY day
WITH collect(day) AS days
UNWIND range(0, size(days) - 2) AS i
WITH days[i] AS before, days[i + 1] AS after
WHERE duration.inDays(before, after).days > $days
RETURN before + duration('P1D') AS earliest, after - duration('P1D') AS latest, duration.inDays(before, after).days - 1 AS days
ORDER BY earliest
LIMIT $limit
