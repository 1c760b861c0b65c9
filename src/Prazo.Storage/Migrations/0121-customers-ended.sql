-- When somebody stopped being a customer, and why: the first day on which they were none, as a local date of the workspace's zone, and the workspace's own words. Null: they are one.
ALTER TABLE organisations ADD COLUMN ended {text};
ALTER TABLE organisations ADD COLUMN ended_why {text};
