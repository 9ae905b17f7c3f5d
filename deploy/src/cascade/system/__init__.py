"""The whole system on one machine: servers, services and mail catcher as processes that end with their keeper."""
