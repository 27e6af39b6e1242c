-- The embedded read model: every record as it was written, and beside it what searches need.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE record (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  twin INTEGER NOT NULL, -- 0, or more where several records share an id (two outlets may use the same one)
  digest TEXT NOT NULL,
  told TEXT, -- of an event, who tells it: the rows that it is found by change when that does
  body BLOB NOT NULL,
  UNIQUE (kind, id, twin)
);
-- One row for each dated event; `first` and `last` are sort keys, 9999-12-31 where the record has no day.
-- `slot` is the day in its upper bits, so that the full-text index, whose rows it numbers, gives events by day.
CREATE TABLE event (
  slot INTEGER PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE REFERENCES record (number) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  dated INTEGER NOT NULL,
  on_day INTEGER NOT NULL,
  factuality TEXT NOT NULL,
  sources INTEGER NOT NULL,
  country TEXT
);
CREATE INDEX event_order ON event (first, last, id);
CREATE TABLE party (entity TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (entity, number)) WITHOUT ROWID;
CREATE INDEX party_event ON party (number);
CREATE TABLE place (entity TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (entity, number)) WITHOUT ROWID;
CREATE INDEX place_event ON place (number);
CREATE TABLE told_by (number INTEGER NOT NULL, source TEXT NOT NULL, PRIMARY KEY (number, source)) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
-- Days with events that happened on them, so that silences and bursts need not be counted; see `silence.days`.
CREATE TABLE day (
  day TEXT PRIMARY KEY,
  events INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  until TEXT NOT NULL
) WITHOUT ROWID;
-- Ids that lead to an event or undated event: rank 0 its own, 1 of a member, 2 a former one.
CREATE TABLE alias (id TEXT NOT NULL, rank INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (id, rank, number)) WITHOUT ROWID;
CREATE INDEX alias_event ON alias (number);
CREATE TABLE conflict (
  number INTEGER PRIMARY KEY REFERENCES record (number) ON DELETE CASCADE,
  id TEXT NOT NULL,
  event TEXT NOT NULL,
  kind TEXT NOT NULL,
  cause TEXT NOT NULL,
  status TEXT NOT NULL
);
CREATE INDEX conflict_id ON conflict (id);
CREATE INDEX conflict_event ON conflict (event);
CREATE TABLE name (number INTEGER PRIMARY KEY, entity TEXT NOT NULL, words TEXT NOT NULL, UNIQUE (entity, words));
-- Terms are folded by the engine already, so the tokenizer only splits at blanks.
CREATE VIRTUAL TABLE event_words USING fts5 (words, tokenize = "ascii tokenchars '_'", detail = none);
CREATE VIRTUAL TABLE name_words USING fts5 (words, tokenize = 'ascii', detail = none);
