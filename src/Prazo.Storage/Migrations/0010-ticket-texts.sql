-- Grows with what is edited without an event, so that an ETag tells of it.
ALTER TABLE tickets ADD COLUMN edits {long} NOT NULL DEFAULT 0;

-- Free text about a ticket: its subject, reasons, evidence, fields of type text. Erased without touching the log; a hash takes it in only with its salt (S9).
CREATE TABLE ticket_texts (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  kind {text} NOT NULL,
  -- Which event, request or field it belongs to.
  about {text} NOT NULL,
  body {text} NOT NULL,
  salt {bytes} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, kind, about),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};

CREATE TABLE messages (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  event_id {text} NOT NULL,
  -- customer, reply or note.
  kind {text} NOT NULL,
  author {text} NOT NULL,
  channel {text},
  body {text} NOT NULL,
  html {text},
  salt {bytes} NOT NULL,
  at {long} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX messages_ticket ON messages (tenant_id, ticket_id, at, id);

-- Uploaded first, then attached to a message.
CREATE TABLE attachments (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  message_id {id},
  name {text} NOT NULL,
  type {text} NOT NULL,
  size {long} NOT NULL,
  sha256 {bytes} NOT NULL,
  salt {bytes} NOT NULL,
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id),
  FOREIGN KEY (tenant_id, message_id) REFERENCES messages (tenant_id, id)
) {table};
CREATE INDEX attachments_message ON attachments (tenant_id, message_id);

-- Apart, so that lists of attachments do not read them.
CREATE TABLE attachment_bytes (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  bytes {bytes} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, id) REFERENCES attachments (tenant_id, id)
) {heap};
