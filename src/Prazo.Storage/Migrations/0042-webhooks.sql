-- Addresses outside that want to hear of events and clocks. An address of a chat is a secret itself.
CREATE TABLE webhooks (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  -- signed, slack or template.
  form {text} NOT NULL,
  url {text} NOT NULL,
  -- Separated by blanks; with * at the end, all that begin so.
  events {text} NOT NULL,
  template {text},
  secret {text},
  -- While a secret is being replaced, the old one signs too.
  old_secret {text},
  old_until {long},
  failing_since {long},
  last_success {long},
  last_fault {text},
  disabled {long},
  version {long} NOT NULL,
  updated {long} NOT NULL,
  updated_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
