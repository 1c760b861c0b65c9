-- A reply or a close that can still be taken back. When the time is up it is done, as of the moment at which it was pressed.
CREATE TABLE pending_acts (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  actor {text} NOT NULL,
  person_id {id},
  -- What was written, and what follows it.
  content {text} NOT NULL,
  pressed {long} NOT NULL,
  -- None: it was taken back, or refused when the time was up.
  due {long},
  taken_back {long},
  fault {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX pending_acts_ticket ON pending_acts (tenant_id, ticket_id, id);
CREATE INDEX pending_acts_due ON pending_acts (tenant_id, due, id) WHERE due IS NOT NULL;
CREATE INDEX pending_acts_taken_back ON pending_acts (tenant_id, taken_back, id) WHERE taken_back IS NOT NULL;

-- Who has a ticket before them, and when they last wrote.
CREATE TABLE presences (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  user_id {id} NOT NULL,
  seen {long} NOT NULL,
  written {long},
  -- When somebody came, went, or began to write.
  changed {long} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, user_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
CREATE INDEX presences_changed ON presences (tenant_id, changed);

-- How a person wants their desk.
CREATE TABLE desk_choices (
  tenant_id {id} NOT NULL,
  user_id {id} NOT NULL,
  -- Seconds in which a send can be taken back; 0: none.
  undo_seconds {long} NOT NULL,
  -- Of the queue, in their order, with commas.
  queue_columns {text},
  -- 1: single keys do something.
  single_keys {long} NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
