-- Steps of the first use that somebody passed over.
CREATE TABLE first_steps (
  tenant_id {id} NOT NULL,
  step {text} NOT NULL,
  passed {long} NOT NULL,
  passed_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, step),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
