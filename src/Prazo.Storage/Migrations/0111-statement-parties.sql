-- Whom a statement is for: the one customer that the agreement names, who reads and answers it in the portal; and what the agreement was called then.
ALTER TABLE statements ADD COLUMN customer {text};
ALTER TABLE statements ADD COLUMN title {text} NOT NULL DEFAULT '';
CREATE INDEX statements_customer ON statements (tenant_id, customer, from_date) WHERE customer IS NOT NULL;

-- What the parties said and did about a statement, in order: no row is ever changed. What a customer wrote goes with them.
CREATE TABLE statement_entries (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  statement_id {id} NOT NULL,
  -- Of which item; empty: of the whole.
  item {text} NOT NULL,
  -- drafted, contested, stands, excluded, accepted or closed.
  kind {text} NOT NULL,
  cause {text},
  said {text},
  by_actor {text} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, statement_id) REFERENCES statements (tenant_id, id)
) {table};
CREATE INDEX statement_entries_statement ON statement_entries (tenant_id, statement_id, at, id);

-- Evidence: a file belongs to a message, or to what was said about a statement.
ALTER TABLE attachments ADD COLUMN entry_id {id};
CREATE INDEX attachments_entry ON attachments (tenant_id, entry_id) WHERE entry_id IS NOT NULL;

-- Of which answer it was told that it is due soon or late: each once.
CREATE TABLE statement_notices (
  tenant_id {id} NOT NULL,
  statement_id {id} NOT NULL,
  item {text} NOT NULL,
  -- soon or late.
  stage {text} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, statement_id, item, stage),
  FOREIGN KEY (tenant_id, statement_id) REFERENCES statements (tenant_id, id)
) {table};
CREATE INDEX statement_items_due ON statement_items (tenant_id, answer_due) WHERE answer_due IS NOT NULL AND settled IS NULL;
