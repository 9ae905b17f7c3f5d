"""The one registry of this service's reactions."""

from shared.backbone.reactions import Reactions

reactions = Reactions()
