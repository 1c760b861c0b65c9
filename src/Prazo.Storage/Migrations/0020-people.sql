-- Who may come in, in which teams they work, and for whom: the customers' organisations and contacts.
ALTER TABLE workspaces ADD COLUMN retention_days {long};

ALTER TABLE users ADD COLUMN email_key {text};
ALTER TABLE users ADD COLUMN locale {text};
ALTER TABLE users ADD COLUMN zone {text};
-- A customer's user is one of the contacts.
ALTER TABLE users ADD COLUMN contact_id {id};
ALTER TABLE users ADD COLUMN erased {long};
ALTER TABLE users ADD COLUMN version {long} NOT NULL DEFAULT 1;
-- An address as it is compared: in lower case.
CREATE UNIQUE INDEX users_email ON users (tenant_id, email_key) WHERE email_key IS NOT NULL;

ALTER TABLE api_keys ADD COLUMN last_used {long};
ALTER TABLE api_keys ADD COLUMN ends {long};

-- A session is a row: gone means signed out.
CREATE TABLE sessions (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  user_id {id} NOT NULL,
  hash {bytes} NOT NULL,
  created {long} NOT NULL,
  seen {long} NOT NULL,
  ends {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
CREATE INDEX sessions_user ON sessions (tenant_id, user_id);

-- Links that work once: to set a workspace up, and to choose a password.
CREATE TABLE one_time_links (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  user_id {id},
  hash {bytes} NOT NULL,
  created {long} NOT NULL,
  ends {long} NOT NULL,
  used {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};

-- Attempts to sign in that did not succeed, by a digest of the name and where it came from.
CREATE TABLE sign_in_attempts (
  tenant_id {id} NOT NULL,
  key {bytes} NOT NULL,
  count {long} NOT NULL,
  last {long} NOT NULL,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- The handle is what tickets and events know a team by.
CREATE TABLE teams (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  handle {text} NOT NULL,
  name {text} NOT NULL,
  created {long} NOT NULL,
  closed {long},
  version {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, handle),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

CREATE TABLE team_members (
  tenant_id {id} NOT NULL,
  team_id {id} NOT NULL,
  user_id {id} NOT NULL,
  -- Since when this member leads the team.
  leads {long},
  since {long} NOT NULL,
  PRIMARY KEY (tenant_id, team_id, user_id),
  FOREIGN KEY (tenant_id, team_id) REFERENCES teams (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
CREATE INDEX team_members_user ON team_members (tenant_id, user_id);

-- Customers. The handle is the value of the tickets' field customer.
CREATE TABLE organisations (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  handle {text} NOT NULL,
  name {text} NOT NULL,
  -- Their e-mail domains, separated by spaces: who writes from there belongs to them.
  domains {text} NOT NULL,
  created {long} NOT NULL,
  closed {long},
  version {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, handle),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- A contact is an id that stays; who it is stands in contact_details, which erasure deletes (S9).
CREATE TABLE contacts (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  organisation_id {id},
  created {long} NOT NULL,
  erased {long},
  version {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id),
  FOREIGN KEY (tenant_id, organisation_id) REFERENCES organisations (tenant_id, id)
) {table};
CREATE INDEX contacts_organisation ON contacts (tenant_id, organisation_id);

CREATE TABLE contact_details (
  tenant_id {id} NOT NULL,
  contact_id {id} NOT NULL,
  name {text},
  email {text},
  email_key {text},
  phone {text},
  locale {text},
  zone {text},
  PRIMARY KEY (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id)
) {table};
CREATE UNIQUE INDEX contact_details_email ON contact_details (tenant_id, email_key) WHERE email_key IS NOT NULL;

-- The end of each workspace's audit chain; its row is held by who lengthens it.
CREATE TABLE audit_heads (
  tenant_id {id} NOT NULL,
  seq {long} NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
