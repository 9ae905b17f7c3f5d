"""The cascade command: the deployment on one machine, the reference story, operations."""
