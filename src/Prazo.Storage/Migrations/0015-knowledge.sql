CREATE TABLE articles (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  title {text} NOT NULL,
  -- Markdown.
  body {text} NOT NULL,
  language {text} NOT NULL,
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  updated {long} NOT NULL,
  -- Since when everybody may read it; a draft has none.
  published {long},
  edits {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- only sqlite
CREATE TABLE article_words (
  row INTEGER PRIMARY KEY,
  tenant_id BLOB NOT NULL,
  article_id BLOB NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (tenant_id, article_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES articles (tenant_id, id)
) STRICT;
CREATE VIRTUAL TABLE article_fts USING fts5(folded, content='article_words', content_rowid='row', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
-- end
-- only postgres
CREATE TABLE article_words (
  tenant_id uuid NOT NULL,
  article_id uuid NOT NULL,
  folded text NOT NULL,
  PRIMARY KEY (tenant_id, article_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES articles (tenant_id, id)
);
-- Reviewed (S2): an inverted index has no leading column; what it finds is filtered by the workspace.
CREATE INDEX article_words_folded ON article_words USING gin (to_tsvector('simple', folded));
-- end
