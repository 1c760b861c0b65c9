-- When something happens to a ticket, if it is so and so, then do this. Taken in their order.
CREATE TABLE automations (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  position {long} NOT NULL,
  content {text} NOT NULL,
  enabled {long} NOT NULL,
  version {long} NOT NULL,
  updated {long} NOT NULL,
  updated_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- What happened and is still to be looked at: an event, something said of a clock, or time that has passed.
CREATE TABLE automation_triggers (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  event_seq {long},
  fact_id {id},
  -- Of time that has passed: whose; of an event: which automation made it happen.
  automation_id {id},
  -- How many automations stand behind it.
  depth {long} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};

-- Time that passes since something: one a ticket and automation, set anew when it happens again.
CREATE TABLE automation_timers (
  tenant_id {id} NOT NULL,
  automation_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  due {long} NOT NULL,
  event_seq {long} NOT NULL,
  depth {long} NOT NULL,
  PRIMARY KEY (tenant_id, automation_id, ticket_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX automation_timers_due ON automation_timers (tenant_id, due, automation_id, ticket_id);

-- What ran, or was kept from running, and why.
CREATE TABLE automation_runs (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  automation_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  at {long} NOT NULL,
  cause {text} NOT NULL,
  depth {long} NOT NULL,
  -- ran, cut, own-change or failed.
  outcome {text} NOT NULL,
  detail {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX automation_runs_of ON automation_runs (tenant_id, automation_id, id);
CREATE INDEX automation_runs_ticket ON automation_runs (tenant_id, ticket_id, id);
