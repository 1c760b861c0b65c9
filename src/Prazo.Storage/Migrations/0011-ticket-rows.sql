-- Results of the log, kept with the ticket: what its field `tag` says, and its fields that have no column, so that lists can be filtered by them.
CREATE TABLE ticket_tags (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  tag {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, tag),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX ticket_tags_tag ON ticket_tags (tenant_id, tag, ticket_id);

CREATE TABLE ticket_fields (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  name {text} NOT NULL,
  value {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, name),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX ticket_fields_value ON ticket_fields (tenant_id, name, value, ticket_id);

-- Fields of the workspace's own.
CREATE TABLE field_definitions (
  tenant_id {id} NOT NULL,
  name {text} NOT NULL,
  title {text} NOT NULL,
  -- choice, text, number, date or flag.
  type {text} NOT NULL,
  choices {text} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- A ticket has at most one parent, one that it duplicates, one problem, one that it was merged into and one that it was split from.
CREATE TABLE ticket_links (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  kind {text} NOT NULL,
  other_id {id} NOT NULL,
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, kind),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
  FOREIGN KEY (tenant_id, other_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX ticket_links_other ON ticket_links (tenant_id, other_id, kind);

CREATE TABLE ticket_followers (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  handle {text} NOT NULL,
  since {long} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, handle),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};

-- Waivers and extensions that were asked for; a second person decides. Reason and evidence stand among the ticket's texts.
CREATE TABLE clock_requests (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  kind {text} NOT NULL,
  target {text} NOT NULL,
  length {long},
  category {text} NOT NULL,
  asked {long} NOT NULL,
  asked_by {text} NOT NULL,
  granted {long},
  refused {long},
  decided_by {text},
  event_id {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX clock_requests_ticket ON clock_requests (tenant_id, ticket_id, id);

CREATE INDEX tickets_updated ON tickets (tenant_id, updated, id);
CREATE INDEX tickets_created ON tickets (tenant_id, created, id);
