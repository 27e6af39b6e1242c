// Date conflicts found again from the assertions alone
// Events of which two assertions, that count as having happened, give intervals without a common day. Assertions that
// are dated by their article's publication only bound the day from above and open no conflict.
// $since = date('2025-01-01')
// $until = date('2025-12-31')
// $limit = 1000
MATCH (e:Event&Timeline)
WHERE e.first >= $since AND e.first <= $until AND e.last IS NOT NULL AND e.id IS NOT NULL
MATCH (e)<-[:ABOUT]-(a:Assertion)
WHERE a.factuality IN ['happened', 'ongoing'] AND a.basis <> 'publication' AND a.earliest IS NOT NULL
WITH e, max(a.earliest) AS latestStart, min(a.latest) AS earliestEnd, collect(DISTINCT a.edtf) AS dates
WHERE latestStart > earliestEnd
RETURN e.id AS id, e.title AS title, dates, e.conflict AS conflict, duration.inDays(earliestEnd, latestStart).days AS daysApart
ORDER BY e.first, id
LIMIT $limit
