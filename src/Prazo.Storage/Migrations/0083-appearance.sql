-- light or dark; null: as the person's machine is.
ALTER TABLE desk_choices ADD COLUMN scheme {text};
-- The colour of the workspace's pages, by its name; null: the usual one.
ALTER TABLE workspaces ADD COLUMN accent {text};
