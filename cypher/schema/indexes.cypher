// What the queries search by; every name starts with timeline_, so that nobody else's index is meant
CREATE RANGE INDEX timeline_event_order IF NOT EXISTS FOR (e:Event) ON (e.first, e.last, e.id);
CREATE RANGE INDEX timeline_event_type IF NOT EXISTS FOR (e:Event) ON (e.type, e.first);
CREATE RANGE INDEX timeline_event_id IF NOT EXISTS FOR (e:Event) ON (e.id);
CREATE RANGE INDEX timeline_day IF NOT EXISTS FOR (d:Day) ON (d.day);
CREATE RANGE INDEX timeline_day_until IF NOT EXISTS FOR (d:Day) ON (d.until, d.day);
CREATE RANGE INDEX timeline_undated_id IF NOT EXISTS FOR (e:Undated) ON (e.id);
CREATE RANGE INDEX timeline_assertion_anchor IF NOT EXISTS FOR (a:Assertion) ON (a.anchor);
CREATE RANGE INDEX timeline_assertion_former IF NOT EXISTS FOR (a:Assertion) ON (a.formerEvent);
CREATE RANGE INDEX timeline_assertion_recorded IF NOT EXISTS FOR (a:Assertion) ON (a.recordedAt);
CREATE RANGE INDEX timeline_article_published IF NOT EXISTS FOR (a:Article) ON (a.publishedEarliest);
CREATE RANGE INDEX timeline_article_id IF NOT EXISTS FOR (a:Article) ON (a.id);
CREATE RANGE INDEX timeline_article_shared IF NOT EXISTS FOR (a:Article) ON (a.sharedId);
CREATE RANGE INDEX timeline_article_copies IF NOT EXISTS FOR (a:Article) ON (a.copies);
CREATE RANGE INDEX timeline_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name);
CREATE RANGE INDEX timeline_person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE RANGE INDEX timeline_event_sources IF NOT EXISTS FOR (e:Event) ON (e.independentSources);
CREATE RANGE INDEX timeline_conflict_kind IF NOT EXISTS FOR (c:Conflict) ON (c.kind, c.status, c.cause);
CREATE POINT INDEX timeline_place_location IF NOT EXISTS FOR (p:Place) ON (p.location);
CREATE FULLTEXT INDEX timeline_text IF NOT EXISTS FOR (e:Event) ON EACH [e.search]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX timeline_names IF NOT EXISTS FOR (n:Entity|Source) ON EACH [n.names]
  OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
