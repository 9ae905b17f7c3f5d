"""The local identity provider of the embedded deployment: staff choose who they are; there are no passwords here."""
