-- A customer contests a pause or a verdict; somebody who manages answers. Both texts stand among the ticket's.
CREATE TABLE review_requests (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  -- pause or verdict.
  about {text} NOT NULL,
  target {text} NOT NULL,
  cycle {long} NOT NULL,
  -- When the pause began.
  since {long},
  asked {long} NOT NULL,
  asked_by {text} NOT NULL,
  answered {long},
  answered_by {text},
  -- accepted or rejected.
  outcome {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
CREATE INDEX review_requests_ticket ON review_requests (tenant_id, ticket_id, id);
CREATE INDEX review_requests_answered ON review_requests (tenant_id, answered, id);

-- What a workspace says of its promises to everybody; without a row, nothing.
CREATE TABLE promise_pages (
  tenant_id {id} NOT NULL,
  -- 1: the page is there.
  published {long} NOT NULL,
  -- 1: it says what was kept, too.
  figures {long} NOT NULL,
  updated {long} NOT NULL,
  updated_by {text} NOT NULL,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- How often a customer who was about to open a ticket found the answer here.
ALTER TABLE articles ADD COLUMN deflected {long} NOT NULL DEFAULT 0;
