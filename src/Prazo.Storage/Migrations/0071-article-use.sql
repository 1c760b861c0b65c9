-- How often customers opened it in the portal.
ALTER TABLE articles ADD COLUMN viewed {long} NOT NULL DEFAULT 0;

-- What says the same in another language is of the same family; null: it stands alone, or is the first of its family, whose id that is.
ALTER TABLE articles ADD COLUMN family {id};

-- To whom an article was offered while they wrote an answer, and whether they sent it: once a ticket.
CREATE TABLE article_offers (
  tenant_id {id} NOT NULL,
  article_id {id} NOT NULL,
  ticket_id {id} NOT NULL,
  -- Null: nobody offered it, it was found otherwise.
  offered {long},
  used {long},
  PRIMARY KEY (tenant_id, article_id, ticket_id),
  FOREIGN KEY (tenant_id, article_id) REFERENCES articles (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) {table};
