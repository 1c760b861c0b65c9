-- The words of a ticket, folded by the application (S3).
-- only sqlite
CREATE TABLE ticket_words (
  row INTEGER PRIMARY KEY,
  tenant_id BLOB NOT NULL,
  ticket_id BLOB NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (tenant_id, ticket_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) STRICT;
CREATE VIRTUAL TABLE ticket_fts USING fts5(folded, content='ticket_words', content_rowid='row', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
-- end
-- only postgres
CREATE TABLE ticket_words (
  tenant_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  folded text NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
);
-- Reviewed (S2): an inverted index has no leading column; what it finds is filtered by the workspace.
CREATE INDEX ticket_words_folded ON ticket_words USING gin (to_tsvector('simple', folded));
-- end
