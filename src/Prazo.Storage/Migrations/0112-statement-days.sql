-- How many days after a period its statement is drafted by itself; null: never.
ALTER TABLE workspaces ADD COLUMN statement_days {long};

-- Periods that were drafted by themselves, or were not because of a fault: each once, so that a draft that is taken back stays so.
CREATE TABLE statement_turns (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  from_date {text} NOT NULL,
  at {long} NOT NULL,
  -- Why none was made.
  fault {text},
  PRIMARY KEY (tenant_id, agreement, from_date),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
