"""What a service needs to run: settings, clocks, database, Kafka, telemetry, its process."""
