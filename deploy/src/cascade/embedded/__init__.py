"""PostgreSQL and Kafka as child processes, from what lies inside the environment."""
