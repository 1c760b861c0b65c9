-- Agreements being written. The revision grows with every save, so that two writers cannot overwrite each other unseen.
CREATE TABLE agreement_drafts (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  source {text} NOT NULL,
  revision {long} NOT NULL,
  created {long} NOT NULL,
  updated {long} NOT NULL,
  updated_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Tickets to be folded anew in the background: one recorded fact, worked off in the order of ids, resumed where it stopped (S4).
CREATE TABLE refolds (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  reason {text} NOT NULL,
  -- open: tickets that are not closed; all.
  scope {text} NOT NULL,
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  -- The last ticket folded.
  reached {id},
  done {long} NOT NULL,
  total {long} NOT NULL,
  finished {long},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
-- Reviewed (S2): the runner looks over all workspaces at once.
CREATE INDEX refolds_open ON refolds (id, tenant_id) WHERE finished IS NULL;
