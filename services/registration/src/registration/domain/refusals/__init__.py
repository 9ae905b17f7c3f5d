"""What registration refuses: one class each; what was asked, what holds, which values.

Never a personal value: fields go into replies and logs as they are.
"""
