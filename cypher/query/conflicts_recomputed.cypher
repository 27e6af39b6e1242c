// Date conflicts found again from the assertions alone
// The rules of the fold in Cypher: days that rest on the page's stamp alone, or on days inside an event that lasted, open
// no conflict; nor does a day that nobody says of the event itself, unless two articles borrow the same. Copies count once.
// $since = date('2025-01-01')
// $until = date('2025-12-31')
// $limit = 1000
MATCH (e:Event&Timeline)
WHERE e.first >= $since AND e.first <= $until AND e.last IS NOT NULL AND e.id IS NOT NULL
MATCH (e)<-[:ABOUT]-(a:Assertion)-[:STATED_IN]->(b:Article)
WHERE a.factuality IN ['happened', 'ongoing'] AND a.earliest IS NOT NULL
  AND a.basis IN ['explicit', 'weekday', 'relative', 'inherited', 'decided', 'inferred']
  AND NOT (a.basis = 'inferred' AND a.timex IS NULL)
OPTIONAL MATCH (b)-[:COPY_OF]->(original:Article)
WITH e, a.earliest AS earliest, a.latest AS latest, a.edtf CONTAINS '/' AS extent,
  min(CASE a.basis WHEN 'decided' THEN 0 WHEN 'explicit' THEN 1 WHEN 'weekday' THEN 2 WHEN 'relative' THEN 3
    WHEN 'inherited' THEN 4 ELSE 5 END) AS basis,
  collect(DISTINCT coalesce(original.id, b.id)) AS wordings,
  collect({article: b.id, caption: a.section = 'caption', borrowed: a.borrowed, headline: a.section = 'headline',
    ongoing: a.factuality = 'ongoing'}) AS claims
WITH e, collect({earliest: earliest, latest: latest, extent: extent, basis: basis, wordings: wordings, claims: claims,
  days: duration.inDays(earliest, latest).days + 1}) AS readings
WHERE size(readings) > 1
WITH e, readings, [r IN readings WHERE r.extent] AS extents,
  [r IN readings WHERE any(c IN r.claims WHERE NOT c.ongoing)
    AND (any(c IN r.claims WHERE NOT c.borrowed) OR (size(r.wordings) >= 2 AND r.days <= 7))] AS open
WITH e, readings, extents, [r IN open WHERE any(o IN open WHERE (r.latest < o.earliest OR o.latest < r.earliest)
  AND none(x IN extents WHERE x.earliest <= r.latest AND r.earliest <= x.latest AND x.earliest <= o.latest AND o.earliest <= x.latest))
  ] AS rivals
WHERE size(rivals) > 1
UNWIND rivals AS r
WITH e, extents, r, size(COLLECT {
  UNWIND readings AS other
  WITH other WHERE other.earliest <= r.earliest AND r.latest <= other.latest
  UNWIND other.wordings AS wording
  RETURN DISTINCT wording
}) AS support
ORDER BY r.basis = 0 DESC, support DESC, r.days, r.basis, r.earliest, r.latest
WITH e, extents, collect(r) AS rivals
WITH e, extents, rivals, head(rivals) AS strongest, [c IN head(rivals).claims WHERE NOT c.caption | c.article] AS agreed
WITH e, strongest, [r IN tail(rivals) WHERE (r.latest < strongest.earliest OR strongest.latest < r.earliest)
  AND any(c IN r.claims WHERE NOT (c.article IN agreed AND NOT c.caption AND c.borrowed))
  AND none(x IN extents WHERE x.earliest <= r.latest AND r.earliest <= x.latest
    AND x.earliest <= strongest.latest AND strongest.earliest <= x.latest)] AS against
WHERE size(against) > 0
RETURN e.id AS id, e.title AS title, strongest.earliest AS day, [r IN against | r.earliest] AS others, e.conflict AS conflict,
  reduce(most = 0, r IN against | CASE
    WHEN r.latest < strongest.earliest AND duration.inDays(r.latest, strongest.earliest).days > most
      THEN duration.inDays(r.latest, strongest.earliest).days
    WHEN strongest.latest < r.earliest AND duration.inDays(strongest.latest, r.earliest).days > most
      THEN duration.inDays(strongest.latest, r.earliest).days
    ELSE most END) AS daysApart
ORDER BY e.first, id
LIMIT $limit
