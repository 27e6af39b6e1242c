// Say that a rebuild to this position is under way, and by whom; searches go by the new windows from now on
MERGE (p:Timeline {record: 'projection', id: 'chronology'})
WITH p, p.state AS before, CASE WHEN p.longest > $longest THEN p.longest ELSE $longest END AS longest
SET p:Projection, p.writer = $writer, p.target = $position, p.state = 'rebuilding', p.format = $format,
  p.longest = longest, p.windows = $windows, p.windowFirst = $window_first, p.windowLast = $window_last
RETURN before
