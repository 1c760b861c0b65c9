-- Where mail comes in: an address that only the provider knows, for one inbox. From it the workspace and nothing else is known.
CREATE TABLE mail_doors (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  inbox {text} NOT NULL,
  -- postmark or mailgun.
  provider {text} NOT NULL,
  -- From where answers are sent.
  address {text} NOT NULL,
  -- Mailgun's; checked where it is known.
  signing_key {text},
  hash {bytes} NOT NULL,
  created {long} NOT NULL,
  created_by {text} NOT NULL,
  closed {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- By what a workspace knows its own mails again.
CREATE TABLE mail_keys (
  tenant_id {id} NOT NULL PRIMARY KEY,
  reply_key {bytes} NOT NULL,
  loop_mark {text} NOT NULL,
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Mails that came and went, by their message ids: one that comes twice is known again, an answer finds its thread, machines that answer one another are counted.
CREATE TABLE mails (
  tenant_id {id} NOT NULL,
  message_id {text} NOT NULL,
  door_id {id} NOT NULL,
  ticket_id {id},
  -- in, out or held.
  direction {text} NOT NULL,
  nature {text} NOT NULL,
  reason {text} NOT NULL,
  -- The other side's address, subject and, of what is held, text: they go with the person.
  address {text},
  answer_to {text},
  subject {text},
  body {text},
  opened {long} NOT NULL,
  may_answer {long} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, message_id),
  FOREIGN KEY (tenant_id, door_id) REFERENCES mail_doors (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX mails_ticket ON mails (tenant_id, ticket_id, at);
CREATE INDEX mails_address ON mails (tenant_id, address, at);
CREATE INDEX mails_held ON mails (tenant_id, at) WHERE direction = 'held';
