-- What is due soon or has lapsed is looked for among clocks that run: neither broken nor ended nor standing still. Those that stand still are many, and their time may be over long since.
DROP INDEX clocks_soon;
DROP INDEX clocks_lapsed;
CREATE INDEX clocks_soon ON clocks (tenant_id, soon, ticket_id) WHERE ending IS NULL AND broken IS NULL AND paused_since IS NULL;
CREATE INDEX clocks_lapsed ON clocks (tenant_id, last, ticket_id) WHERE ending IS NULL AND broken IS NULL AND paused_since IS NULL;

-- only postgres
-- Clocks leave these indexes at the end at which they are read: what is left of those that went is cleared away sooner than by the fifth of the table.
ALTER TABLE clocks SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.02);
