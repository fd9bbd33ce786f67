"""The list a court has of the children's cases that its Hub holds (Protocol Annex B)."""
