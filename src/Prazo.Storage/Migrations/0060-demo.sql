-- A workspace that was filled to be looked at. Without an instant it was not filled to the end.
CREATE TABLE demos (
  tenant_id {id} NOT NULL PRIMARY KEY,
  made {long},
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
