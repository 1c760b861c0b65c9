-- An agreement is gone through with its figures, once for each of its periods.
CREATE TABLE agreement_reviews (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  agreement {text} NOT NULL,
  -- Such as 2026-Q1; and its two ends, by the agreement's zone.
  period {text} NOT NULL,
  since {long} NOT NULL,
  until {long} NOT NULL,
  opened {long} NOT NULL,
  closed {long},
  closed_by {text},
  -- What was made of its decisions.
  draft_id {id},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, agreement, period),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

CREATE TABLE review_items (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  review_id {id} NOT NULL,
  -- proposal, decision or action.
  kind {text} NOT NULL,
  body {text} NOT NULL,
  -- Of an action: who does it, until when, and when it was done.
  owner {text},
  due {long},
  done {long},
  done_by {text},
  -- When its owner was told that it is late.
  told {long},
  made {long} NOT NULL,
  made_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, review_id) REFERENCES agreement_reviews (tenant_id, id)
) {table};
CREATE INDEX review_items_review ON review_items (tenant_id, review_id, id);
CREATE INDEX review_items_due ON review_items (tenant_id, due, id) WHERE due IS NOT NULL AND done IS NULL;

-- When a workspace's agreements are looked at next for reviews that are due.
CREATE TABLE review_looks (
  tenant_id {id} NOT NULL,
  next {long} NOT NULL,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- Whether the promises of an agreement fit what somebody needs: the latest of each person. The comment goes with the person.
CREATE TABLE agreement_opinions (
  tenant_id {id} NOT NULL,
  agreement {text} NOT NULL,
  actor {text} NOT NULL,
  -- customer or agent.
  side {text} NOT NULL,
  -- yes, partly or no.
  fits {text} NOT NULL,
  comment {text},
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, agreement, actor),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
CREATE INDEX agreement_opinions_actor ON agreement_opinions (tenant_id, actor);
