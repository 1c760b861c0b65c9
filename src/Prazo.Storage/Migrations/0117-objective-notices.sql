-- That managers were told of an objective that is being missed: once for each stage of each of its periods.
CREATE TABLE objective_notices (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  objective {text} NOT NULL,
  -- The period's name, as 2026-11.
  period {text} NOT NULL,
  -- burning, spent.
  stage {text} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, agreement, objective, period, stage),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
