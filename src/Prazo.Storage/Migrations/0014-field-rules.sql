-- What sets the journey stage and the region of tickets. A rule that is changed is retired and made anew, so that events can tell which rule was in force when they came.
CREATE TABLE field_rules (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  position {long} NOT NULL,
  name {text} NOT NULL,
  conditions {text} NOT NULL,
  field {text} NOT NULL,
  value {text} NOT NULL,
  made {long} NOT NULL,
  retired {long},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
