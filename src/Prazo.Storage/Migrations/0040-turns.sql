-- Workspaces take turns: what is due is looked for workspace by workspace, so the index begins with the workspace and needs no review (S2).
DROP INDEX tickets_wake;
CREATE INDEX tickets_wake ON tickets (tenant_id, wake, id) WHERE wake IS NOT NULL;

DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (tenant_id, due, id) WHERE due IS NOT NULL;

-- As of when a ticket was last folded: it is never looked at from before that, so that a machine's clock that goes back takes nothing back.
ALTER TABLE tickets ADD COLUMN folded {long} NOT NULL DEFAULT 0;
