"""What happens to a service area: how a Hub is considered, opened, run and given up (Protocol 4 to 6)."""
