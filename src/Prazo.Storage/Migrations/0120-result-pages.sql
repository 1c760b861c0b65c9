-- Results of an agreement that both parties agree to publish: closed periods, seen by whoever has the link. One party alone publishes nothing, and either takes it back.
CREATE TABLE result_pages (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  -- The one customer whom the agreement names, by handle.
  customer {text} NOT NULL,
  link {text} NOT NULL,
  -- By the provider.
  proposed {long} NOT NULL,
  proposed_by {text} NOT NULL,
  -- By the customer; null: not yet.
  consented {long},
  consented_by {text},
  -- By either; null: it stands.
  withdrawn {long},
  withdrawn_by {text},
  PRIMARY KEY (tenant_id, agreement, customer),
  UNIQUE (tenant_id, link),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
