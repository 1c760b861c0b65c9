-- Every published version of every calendar and holiday set that agreements share, as the text of the file that it stood in. Revisions are those of agreements: what a ticket is pinned to
-- says which calendars it counts on, too.
CREATE TABLE calendar_versions (
  tenant_id {id} NOT NULL,
  name {text} NOT NULL,
  version {long} NOT NULL,
  -- calendars or holiday-sets.
  section {text} NOT NULL,
  rev {long} NOT NULL,
  source {text} NOT NULL,
  hash {text} NOT NULL,
  -- Since when open tickets follow too; none: tickets that were there before keep what they had.
  open_from {long},
  published {long} NOT NULL,
  published_by {text} NOT NULL,
  PRIMARY KEY (tenant_id, name, version),
  FOREIGN KEY (tenant_id) REFERENCES workspaces (tenant_id)
) {table};

-- agreement or calendar: what is being written.
ALTER TABLE agreement_drafts ADD COLUMN kind {text} NOT NULL DEFAULT 'agreement';
