-- The keys with which a workspace signs what it proves to others; the newest is used.
CREATE TABLE signing_keys (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  fingerprint {text} NOT NULL,
  public_key {bytes} NOT NULL,
  private_key {bytes} NOT NULL,
  created {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Accounts of agreements for periods: drafts, and those that are closed, which nothing changes.
CREATE TABLE statements (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  agreement {text} NOT NULL,
  -- Local dates of the agreement's zone: from counts, to does not.
  from_date {text} NOT NULL,
  to_date {text} NOT NULL,
  state {text} NOT NULL,
  revision {long} NOT NULL,
  -- Canonical JSON and its SHA-256.
  body {text} NOT NULL,
  hash {text} NOT NULL,
  drafted {long} NOT NULL,
  drafted_by {text} NOT NULL,
  -- Until when the customer may contest; null: until it is closed.
  contest_until {long},
  closed {long},
  closed_by {text},
  -- By the customer; by nobody where the time to contest went by.
  accepted {long},
  accepted_by {text},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, agreement, from_date),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- What a statement follows from, compressed: the bundle that travels; unsigned while it is a draft.
CREATE TABLE statement_bundles (
  tenant_id {id} NOT NULL,
  statement_id {id} NOT NULL,
  content {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, statement_id),
  FOREIGN KEY (tenant_id, statement_id) REFERENCES statements (tenant_id, id)
) {table};

-- What was said of single items of a draft: contested by the customer, settled by the provider. The texts are people's words and enter no hash.
CREATE TABLE statement_items (
  tenant_id {id} NOT NULL,
  statement_id {id} NOT NULL,
  item {text} NOT NULL,
  contested {long},
  contested_by {text},
  contest_text {text},
  answer_due {long},
  -- stands or excluded, with its cause.
  word {text},
  cause {text},
  settled {long},
  settled_by {text},
  settled_text {text},
  PRIMARY KEY (tenant_id, statement_id, item),
  FOREIGN KEY (tenant_id, statement_id) REFERENCES statements (tenant_id, id)
) {table};
