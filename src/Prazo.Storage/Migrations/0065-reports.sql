-- A report reads what counts in its days, and no more: by verdict; by the end of the promise while nobody has looked; by the start where nothing could be promised.
CREATE INDEX clocks_verdict ON clocks (tenant_id, verdict_at) WHERE verdict_at IS NOT NULL;
CREATE INDEX clocks_unjudged ON clocks (tenant_id, last) WHERE verdict_at IS NULL AND last IS NOT NULL;
CREATE INDEX clocks_untargeted ON clocks (tenant_id, started) WHERE ending = 3 AND promise IS NOT NULL AND due IS NULL AND original_due IS NULL;
-- Pauses that look like abuse are looked for where there was one.
CREATE INDEX clocks_paused ON clocks (tenant_id, started, ticket_id) WHERE (paused_customer > 0 OR paused_provider > 0 OR paused_supplier > 0 OR paused_nobody > 0 OR paused_since IS NOT NULL);
