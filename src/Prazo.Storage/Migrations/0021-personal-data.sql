-- What tickets have in their field contact; its id where nobody chose one.
ALTER TABLE contacts ADD COLUMN handle {text} NOT NULL DEFAULT '';
CREATE UNIQUE INDEX contacts_handle ON contacts (tenant_id, handle) WHERE handle <> '';

-- When retention deleted the ticket's texts.
ALTER TABLE tickets ADD COLUMN texts_deleted {long};
CREATE INDEX tickets_retention ON tickets (tenant_id, closed, id) WHERE closed IS NOT NULL AND (texts_deleted IS NULL OR texts_deleted < updated);
-- What somebody wrote, and which tickets are theirs, to be given out or erased.
CREATE INDEX messages_author ON messages (tenant_id, author);
CREATE INDEX audit_actor ON audit (tenant_id, actor, seq);
