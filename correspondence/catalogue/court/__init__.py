"""What courts and judges read: letters to the court of a case, the courts' lists, the briefing of judges."""
