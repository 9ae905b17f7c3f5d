"""What has to be there before the services start: roles, schemas, tables, topics, keys. Each step may be repeated."""
