"""SQL that a use case needs: rows in, domain values out."""
