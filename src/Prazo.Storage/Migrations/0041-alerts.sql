-- Letters that nobody took after the last attempt, for people to see and to send again.
CREATE INDEX outbox_dead ON outbox (tenant_id, dead, id) WHERE dead IS NOT NULL;

-- How far a reader of a workspace's feed has come. Its row is the lease: it is held while a part of the feed is worked off.
CREATE TABLE feed_readers (
  tenant_id {id} NOT NULL,
  name {text} NOT NULL,
  position {long} NOT NULL,
  -- What happened before its ticket was first recorded, and so told to nobody.
  past {long} NOT NULL,
  PRIMARY KEY (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Whom to tell when a promise is about to break, level by level. Taken in their order: the first that fits a ticket is the one.
CREATE TABLE escalations (
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

-- Who was told of what: once a fact and person.
CREATE TABLE alerts (
  tenant_id {id} NOT NULL,
  fact_id {id} NOT NULL,
  user_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  clock_id {id} NOT NULL,
  generation {long} NOT NULL,
  -- The chain and its level, from 1; none for what the built-in chain tells.
  escalation_id {id},
  level {long} NOT NULL,
  kind {text} NOT NULL,
  stage {text} NOT NULL,
  target {text} NOT NULL,
  cycle {long} NOT NULL,
  at {long} NOT NULL,
  made {long} NOT NULL,
  withdrawn {long},
  acknowledged {long},
  acknowledged_by {text},
  PRIMARY KEY (tenant_id, fact_id, user_id),
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
CREATE INDEX alerts_clock ON alerts (tenant_id, clock_id, generation);
CREATE INDEX alerts_person ON alerts (tenant_id, user_id, id);

-- Somebody has it in hand: the levels that remain are told no more.
CREATE TABLE acknowledgements (
  tenant_id {id} NOT NULL,
  clock_id {id} NOT NULL,
  generation {long} NOT NULL,
  at {long} NOT NULL,
  actor {text} NOT NULL,
  PRIMARY KEY (tenant_id, clock_id, generation),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Levels that wait for their delay.
CREATE TABLE escalation_steps (
  tenant_id {id} NOT NULL,
  fact_id {id} NOT NULL,
  level {long} NOT NULL,
  escalation_id {id},
  clock_id {id} NOT NULL,
  generation {long} NOT NULL,
  due {long} NOT NULL,
  PRIMARY KEY (tenant_id, fact_id, level),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
CREATE INDEX escalation_steps_due ON escalation_steps (tenant_id, due, fact_id);

-- What a person is told inside of Prazo, and by mail. Words stand here and go with the person.
CREATE TABLE notifications (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  user_id {id} NOT NULL,
  kind {text} NOT NULL,
  ticket_id {id},
  fact_id {id},
  words {text},
  made {long} NOT NULL,
  read {long},
  mail_due {long},
  mailed {long},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX notifications_person ON notifications (tenant_id, user_id, id);
CREATE INDEX notifications_unread ON notifications (tenant_id, user_id) WHERE read IS NULL;
CREATE INDEX notifications_mail ON notifications (tenant_id, mail_due, id) WHERE mail_due IS NOT NULL;
CREATE INDEX notifications_fact ON notifications (tenant_id, fact_id) WHERE fact_id IS NOT NULL;

CREATE TABLE notification_settings (
  tenant_id {id} NOT NULL,
  user_id {id} NOT NULL,
  mail {text} NOT NULL,
  digest_at {text},
  quiet_from {text},
  quiet_to {text},
  zone {text},
  breaches_pass {long} NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
