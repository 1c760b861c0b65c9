-- A workspace is a tenant: everything belongs to exactly one, and its id leads every key (S2).
CREATE TABLE workspaces (
  tenant_id {id} NOT NULL PRIMARY KEY,
  name {text} NOT NULL,
  locale {text} NOT NULL,
  zone {text} NOT NULL,
  created {long} NOT NULL
) {table};

-- What is counted per workspace: ticket numbers, the revision of its agreements, the ends of its feed and of its audit.
CREATE TABLE counters (
  tenant_id {id} NOT NULL,
  name {text} NOT NULL,
  value {long} NOT NULL,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- People and programs that may come in. Names and addresses stand here and nowhere else; events know the handle.
CREATE TABLE users (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  handle {text} NOT NULL,
  name {text},
  email {text},
  role {text} NOT NULL,
  password {text},
  created {long} NOT NULL,
  disabled {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, handle),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

CREATE TABLE api_keys (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  hash {bytes} NOT NULL,
  scopes {text} NOT NULL,
  created {long} NOT NULL,
  created_by {text} NOT NULL,
  revoked {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Every published version of every agreement, as its text; what was published together has one rev, which grows within the workspace.
CREATE TABLE agreement_versions (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  version {long} NOT NULL,
  rev {long} NOT NULL,
  source {text} NOT NULL,
  hash {text} NOT NULL,
  published {long} NOT NULL,
  published_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, agreement, version),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- The answer that a key was given first; a second call with it gets the same (S6).
CREATE TABLE idempotency_keys (
  tenant_id {id} NOT NULL,
  key {text} NOT NULL,
  request {bytes} NOT NULL,
  status {long} NOT NULL,
  answer {text} NOT NULL,
  created {long} NOT NULL,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
