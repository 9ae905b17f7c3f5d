"""What is seen of a page on a small screen, asked in the browser."""

IS_WIDER = "document.documentElement.scrollWidth > innerWidth"
NARROW_CAPTIONS = """() => [...document.querySelectorAll("caption:not(.unseen)")]
  .filter(it => it.checkVisibility())
  .filter(it => it.getBoundingClientRect().width < it.closest("table").parentElement.clientWidth - 1)
  .map(it => it.innerText)"""
"""Those that have less width than where their table stands: they break sooner than they need to."""
