CREATE TABLE tickets (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  number {long} NOT NULL,
  -- What a foreign system calls it; its own tickets have none.
  source {text} NOT NULL,
  ref {text} NOT NULL,
  -- The agreements published when it was first seen: what it is pinned to (T18).
  rev {long} NOT NULL,
  recorded {long} NOT NULL,
  created {long},
  updated {long} NOT NULL,
  events {long} NOT NULL,
  status {text},
  priority {text},
  agent {text},
  team {text},
  inbox {text},
  channel {text},
  region {text},
  stage {text},
  type {text},
  customer {text},
  fields {text} NOT NULL,
  covered {long} NOT NULL,
  -- Targets and agreements that gave it no clock, and why (T19), as a JSON array.
  without_clock {text} NOT NULL,
  next_due {long},
  -- When it must be looked at again, though nothing happens: a threshold, a breach, or an event that is dated ahead.
  wake {long},
  closed {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
CREATE UNIQUE INDEX tickets_ref ON tickets (tenant_id, source, ref);
CREATE INDEX tickets_next_due ON tickets (tenant_id, next_due, id) WHERE next_due IS NOT NULL;
-- Reviewed (S2): the deadline scan looks over all workspaces at once.
CREATE INDEX tickets_wake ON tickets (wake, tenant_id, id) WHERE wake IS NOT NULL;

-- The log: the truth (T1). Appended to, never changed. The content holds ids, instants and categories only (S9).
CREATE TABLE events (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  seq {long} NOT NULL,
  event_id {text} NOT NULL,
  kind {text} NOT NULL,
  occurred {long} NOT NULL,
  recorded {long} NOT NULL,
  source_seq {long} NOT NULL,
  content {text} NOT NULL,
  actor {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id, seq),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE UNIQUE INDEX events_id ON events (tenant_id, ticket_id, event_id);

-- Clocks as instants, never a state (S4): results of the log, thrown away and rebuilt at will.
CREATE TABLE clocks (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  lane {text} NOT NULL,
  cycle {long} NOT NULL,
  agreement {text} NOT NULL,
  version {long} NOT NULL,
  target {text} NOT NULL,
  metric {text} NOT NULL,
  calendar {text} NOT NULL,
  promise {text},
  started {long} NOT NULL,
  paused_since {long},
  soon {long},
  due {long},
  last {long},
  broken {long},
  stopped {long},
  ending {long},
  original_due {long},
  verdict_at {long},
  worked {long} NOT NULL,
  elapsed {long} NOT NULL,
  -- Clock time paused by accountable party up to the fold, and whose the pause is that lasts.
  paused_customer {long} NOT NULL,
  paused_provider {long} NOT NULL,
  paused_supplier {long} NOT NULL,
  paused_nobody {long} NOT NULL,
  pause_party {text},
  -- Thousandths of a percent of the promise; null without a measure.
  used {long},
  -- Who held the ticket at the verdict, or last.
  agent {text},
  team {text},
  next_fire {long},
  generation {long} NOT NULL,
  fingerprint {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE UNIQUE INDEX clocks_lane ON clocks (tenant_id, ticket_id, lane, cycle);

-- What was said of clocks: the differences between successive replays (T1). Said once for a clock, generation and stage; taken back by another row, never changed (T4).
CREATE TABLE clock_facts (
  tenant_id {id} NOT NULL,
  clock_id {id} NOT NULL,
  generation {long} NOT NULL,
  stage {text} NOT NULL,
  withdrawal {long} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  target {text} NOT NULL,
  cycle {long} NOT NULL,
  kind {text} NOT NULL,
  at {long} NOT NULL,
  noticed {long} NOT NULL,
  cause {text},
  -- Place in the workspace's feed, given after the commit (S8).
  feed_seq {long},
  PRIMARY KEY (tenant_id, clock_id, generation, stage, withdrawal),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX clock_facts_ticket ON clock_facts (tenant_id, ticket_id);
CREATE UNIQUE INDEX clock_facts_feed ON clock_facts (tenant_id, feed_seq) WHERE feed_seq IS NOT NULL;
-- Reviewed (S2): the publisher looks for what has no place yet.
CREATE INDEX clock_facts_unplaced ON clock_facts (id, tenant_id) WHERE feed_seq IS NULL;

-- What is to be done outside after the commit: at least once, with an id of its own.
CREATE TABLE outbox (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  kind {text} NOT NULL,
  content {text} NOT NULL,
  made {long} NOT NULL,
  due {long},
  attempts {long} NOT NULL,
  done {long},
  dead {long},
  fault {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
-- Reviewed (S2): the runner looks over all workspaces at once.
CREATE INDEX outbox_due ON outbox (due, tenant_id, id) WHERE due IS NOT NULL;

-- Who changed what, chained by hashes once it is committed.
CREATE TABLE audit (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  at {long} NOT NULL,
  actor {text} NOT NULL,
  action {text} NOT NULL,
  subject {text} NOT NULL,
  content {text} NOT NULL,
  seq {long},
  hash {bytes},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
CREATE UNIQUE INDEX audit_seq ON audit (tenant_id, seq) WHERE seq IS NOT NULL;
-- Reviewed (S2): the sealer looks for what has no place yet.
CREATE INDEX audit_unsealed ON audit (id, tenant_id) WHERE seq IS NULL;

-- Tickets that a fault keeps from being folded, for operators to see.
CREATE TABLE set_aside (
  tenant_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  at {long} NOT NULL,
  fault {text} NOT NULL,
  PRIMARY KEY (tenant_id, ticket_id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
