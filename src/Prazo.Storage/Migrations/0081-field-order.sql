-- In which order fields are shown; one that is archived keeps its values and takes no new ones.
ALTER TABLE field_definitions ADD COLUMN position {long} NOT NULL DEFAULT 0;
ALTER TABLE field_definitions ADD COLUMN archived {long};
-- When a door was last used.
CREATE INDEX mails_door ON mails (tenant_id, door_id, at);
