"""What scheduling refuses: one class each; what was asked, what holds, which values."""
