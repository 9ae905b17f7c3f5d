"""Pages of one service in Chromium: cheap enough to be tried each time."""
