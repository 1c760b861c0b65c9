-- 1: agreements are published only when a second person of the provider, or the customer that they name, has approved them.
ALTER TABLE workspaces ADD COLUMN four_eyes {long} NOT NULL DEFAULT 0;
ALTER TABLE workspaces ADD COLUMN customer_approves {long} NOT NULL DEFAULT 0;
-- Since when this contact may approve agreements for their organisation.
ALTER TABLE contacts ADD COLUMN approves {long};
-- Where a notice leads that is about no ticket.
ALTER TABLE notifications ADD COLUMN path {text};

-- A draft's text as it is put before those who are to approve it. It never changes: another text is another proposal.
CREATE TABLE proposals (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  draft_id {id} NOT NULL,
  agreement {text} NOT NULL,
  version {long} NOT NULL,
  title {text} NOT NULL,
  source {text} NOT NULL,
  -- SHA-256 of the text, and of the terms with what they inherit.
  text_hash {text} NOT NULL,
  terms_hash {text} NOT NULL,
  -- Of the key with which the workspace signs statements.
  key_fingerprint {text},
  -- 1: a second person of the provider approves.
  second {long} NOT NULL,
  -- Handles of the organisations that approve, with spaces between.
  customers {text} NOT NULL,
  proposed {long} NOT NULL,
  proposed_by {text} NOT NULL,
  proposer_id {id},
  proposer_name {text} NOT NULL,
  -- published, returned, withdrawn or changed; null while it is open.
  outcome {text},
  ended {long},
  ended_by {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};
-- A draft has one at a time; a version has one that it was approved by.
CREATE UNIQUE INDEX proposals_draft ON proposals (tenant_id, draft_id) WHERE ended IS NULL;
CREATE UNIQUE INDEX proposals_version ON proposals (tenant_id, agreement, version) WHERE outcome = 'published';

-- What each party answered, once.
CREATE TABLE proposal_answers (
  tenant_id {id} NOT NULL,
  proposal_id {id} NOT NULL,
  -- provider, or customer: and the organisation's handle.
  party {text} NOT NULL,
  approves {long} NOT NULL,
  at {long} NOT NULL,
  by_actor {text} NOT NULL,
  -- As they were called then.
  name {text} NOT NULL,
  -- The text that was seen.
  text_hash {text} NOT NULL,
  reason {text},
  PRIMARY KEY (tenant_id, proposal_id, party),
  FOREIGN KEY (tenant_id, proposal_id) REFERENCES proposals (tenant_id, id)
) {table};
