"""Pages in a real browser, with the story's data. Left out, and said so, where there is no Chromium."""
