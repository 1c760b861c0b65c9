-- By what the HTML of a mail names a picture that came with it.
ALTER TABLE attachments ADD COLUMN content_id {text};
