CREATE TABLE inboxes (
  tenant_id {id} NOT NULL,
  name {text} NOT NULL,
  title {text} NOT NULL,
  channel {text} NOT NULL,
  address {text},
  defaults {text} NOT NULL,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- A list of tickets with a name: one's own, or everybody's where no owner is named.
CREATE TABLE views (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  owner {text},
  query {text} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

CREATE TABLE canned_replies (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  language {text},
  body {text} NOT NULL,
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
