"""The golden files: every letter of every scenario, compared layer by layer."""
