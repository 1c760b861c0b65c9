-- Clocks whose time has run out and of which nobody has taken note yet. Those that stand still are not among them, however long ago their time would have been over: there are many of them.
CREATE INDEX clocks_lapsed ON clocks (tenant_id, last, ticket_id) WHERE verdict_at IS NULL AND paused_since IS NULL;
