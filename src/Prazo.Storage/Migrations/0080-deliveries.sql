-- For which receiver a row is, so that one's deliveries can be shown; and what came back at the last attempt.
ALTER TABLE outbox ADD COLUMN about {id};
ALTER TABLE outbox ADD COLUMN answer {text};
CREATE INDEX outbox_about ON outbox (tenant_id, about, id) WHERE about IS NOT NULL;
