-- That managers were warned of the end of an agreement: once for each stage of each end.
CREATE TABLE term_notices (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  -- The last day, as 2026-12-31.
  ends {text} NOT NULL,
  stage {text} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, agreement, ends, stage),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Who of the provider confirmed having read a version.
CREATE TABLE agreement_readings (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  version {long} NOT NULL,
  user_id {id} NOT NULL,
  at {long} NOT NULL,
  -- Of the terms that were read.
  hash {text} NOT NULL,
  PRIMARY KEY (tenant_id, agreement, version, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) {table};
