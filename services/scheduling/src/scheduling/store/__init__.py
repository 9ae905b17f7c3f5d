"""SQL that a use case needs: domain values in and out."""
