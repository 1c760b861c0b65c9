-- Whose a key is: who made it, or for whom. A person's key is that person where two are needed.
ALTER TABLE api_keys ADD COLUMN owner_id {id};
UPDATE api_keys SET owner_id = (SELECT u.id FROM users u WHERE u.tenant_id = api_keys.tenant_id AND 'user:' || u.handle = api_keys.created_by);

-- Who stood behind the request: the user, or the owner of the key.
ALTER TABLE clock_requests ADD COLUMN asked_person {id};
UPDATE clock_requests SET asked_person = COALESCE(
  (SELECT u.id FROM users u WHERE u.tenant_id = clock_requests.tenant_id AND 'user:' || u.handle = clock_requests.asked_by),
  (SELECT k.owner_id FROM api_keys k WHERE k.tenant_id = clock_requests.tenant_id AND 'key:' || k.name = clock_requests.asked_by ORDER BY k.id DESC LIMIT 1));
