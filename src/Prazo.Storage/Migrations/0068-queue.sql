-- The queue at very many open tickets: counts of views read these rows and no others.
CREATE INDEX tickets_open ON tickets (tenant_id, agent, status, priority, team, inbox, channel, region, customer, type, stage, covered, closed) WHERE closed IS NULL;

-- Clocks that run, by what the eye looks for; most of those that have ended are in none of them. What is overdue and not noticed yet is found by clocks_unjudged.
CREATE INDEX clocks_soon ON clocks (tenant_id, soon, ticket_id) WHERE ending IS NULL AND broken IS NULL;
CREATE INDEX clocks_broken ON clocks (tenant_id, ticket_id) WHERE broken IS NOT NULL AND COALESCE(ending, 1) = 1;
CREATE INDEX clocks_paused_now ON clocks (tenant_id, ticket_id) WHERE paused_since IS NOT NULL AND ending IS NULL;
