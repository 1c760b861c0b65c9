-- When something that is promised was not there, and times that do not count. Each row is what somebody said of one, the highest version stands; no row is ever changed, so that it can be told what was known when.
CREATE TABLE outages (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  version {long} NOT NULL,
  -- outage, unstaffed, maintenance or force-majeure.
  kind {text} NOT NULL,
  -- The service or channel, as agreements name it in availability:; null: everything.
  what {text},
  starts {long} NOT NULL,
  -- Null: it lasts.
  ends {long},
  -- When customers were told of it.
  announced {long},
  -- For customers, who read it in their statements.
  title {text} NOT NULL,
  -- The workspace's own.
  note {text},
  -- Null, or when it was taken back.
  withdrawn {long},
  -- Why it was changed or taken back.
  why {text},
  recorded {long} NOT NULL,
  recorded_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id, version),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
