"""Facts in: event → handler, nothing else."""

from shared.backbone.reactions import Reactions

reactions = Reactions()
