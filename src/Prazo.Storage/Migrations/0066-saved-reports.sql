-- A report with a name: which figures, of which days counted back from when it is opened, and to whom it is mailed.
CREATE TABLE saved_reports (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  -- Whose it is, and whether others see it.
  owner_id {id} NOT NULL,
  shared {long} NOT NULL,
  -- kept, times, moves, pauses or map, and what the page is asked besides its days, as in its address.
  page {text} NOT NULL,
  query {text} NOT NULL,
  -- Such as last-month.
  days {text} NOT NULL,
  made {long} NOT NULL,
  -- weekly or monthly; null: nobody is mailed.
  every {text},
  -- Of the week, 1 = Monday, or of the month; the last where a month is shorter.
  day {long},
  hour {long},
  -- Addresses, a line each; and csv, xlsx or both, with a space between.
  recipients {text},
  attached {text},
  -- When the next mail is due. Whoever moves it on has put the one before into the outbox.
  next_mail {long},
  -- Why mailing ended by itself.
  fault {text},
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id)
) {table};
CREATE INDEX saved_reports_next ON saved_reports (tenant_id, next_mail, id) WHERE next_mail IS NOT NULL;

-- What was mailed of it, to whom, and whether the mail server took it.
CREATE TABLE report_mails (
  tenant_id {id} NOT NULL,
  id {id} NOT NULL,
  report_id {id} NOT NULL,
  recipient {text} NOT NULL,
  -- The instant that it was due at: a report goes to somebody once for each.
  due {long} NOT NULL,
  made {long} NOT NULL,
  sent {long},
  fault {text},
  -- Of the link by which the recipient stops it.
  stop_hash {bytes},
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, report_id, due, recipient),
  FOREIGN KEY (tenant_id, report_id) REFERENCES saved_reports (tenant_id, id)
) {table};
CREATE INDEX report_mails_stop ON report_mails (tenant_id, stop_hash) WHERE stop_hash IS NOT NULL;

-- Who does not want a report any more, though its owner has them on the list.
CREATE TABLE report_stops (
  tenant_id {id} NOT NULL,
  report_id {id} NOT NULL,
  recipient {text} NOT NULL,
  at {long} NOT NULL,
  PRIMARY KEY (tenant_id, report_id, recipient),
  FOREIGN KEY (tenant_id, report_id) REFERENCES saved_reports (tenant_id, id)
) {table};
