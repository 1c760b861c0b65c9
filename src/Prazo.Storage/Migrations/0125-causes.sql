-- Why promises are broken: a workspace's own short list. While there is none, the list that everybody begins with.
CREATE TABLE causes (
  tenant_id {id} NOT NULL,
  id {text} NOT NULL,
  -- By language, as a JSON object.
  names {text} NOT NULL,
  position {long} NOT NULL,
  archived {long},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- What somebody found of a broken promise. A clock can be made anew by its events; its lane and its cycle stay. A note stands among the ticket's texts, which can be erased.
CREATE TABLE breach_causes (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  lane {text} NOT NULL,
  cycle {long} NOT NULL,
  cause {text} NOT NULL,
  given {long} NOT NULL,
  given_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, lane, cycle),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
