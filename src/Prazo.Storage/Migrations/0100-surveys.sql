-- Somebody is asked what they think of a resolution, or by an agent's wish. What they write stands among the ticket's texts, which can be erased.
CREATE TABLE surveys (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  -- Of the ticket's, from 1 up: a resolution is asked about once.
  round {long} NOT NULL,
  -- resolution or demand.
  origin {text} NOT NULL,
  -- Whose question it is; empty where no agreement has one.
  agreement {text} NOT NULL,
  version {long} NOT NULL,
  -- csat, ces or nps.
  scale {text} NOT NULL,
  -- Whom the ticket was for, and who had it then.
  contact {text},
  agent {text},
  team {text},
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  -- planned, asked, answered, expired, withdrawn or skipped; and why nobody was asked.
  state {text} NOT NULL,
  why {text},
  -- When it must be looked at again: to ask, to remind, to end.
  due {long},
  asked {long},
  reminded {long},
  expires {long},
  -- The ticket was reopened after this resolution.
  reopened {long},
  answered {long},
  mark {long},
  -- Ids of what was ticked, with a space between.
  reasons {text} NOT NULL,
  -- The ticket that a low mark opened.
  follow_up {id},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, ticket_id, round),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX surveys_due ON surveys (tenant_id, due, id) WHERE due IS NOT NULL;
CREATE INDEX surveys_asked ON surveys (tenant_id, asked, id) WHERE asked IS NOT NULL;
CREATE INDEX surveys_contact ON surveys (tenant_id, contact, asked) WHERE asked IS NOT NULL;

-- Each mail has a link of its own, kept as a hash, so that a reminder does not make the first one useless.
CREATE TABLE survey_links (
  tenant_id {id} NOT NULL,
  hash {bytes} NOT NULL,
  survey_id {id} NOT NULL,
  made {long} NOT NULL,
  PRIMARY KEY (tenant_id, hash),
  FOREIGN KEY (tenant_id, survey_id) REFERENCES surveys (tenant_id, id)
) {table};
CREATE INDEX survey_links_survey ON survey_links (tenant_id, survey_id);
