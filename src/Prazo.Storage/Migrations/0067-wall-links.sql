-- Links by which a screen on a wall shows what is at risk without anybody being signed in.
CREATE TABLE wall_links (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  hash {bytes} NOT NULL,
  created {long} NOT NULL,
  created_by {text} NOT NULL,
  revoked {long},
  -- To some minutes.
  last_used {long},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, hash),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
