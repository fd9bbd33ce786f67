"""Days: the calendar, the clocks of the Protocol and the timetable of an activation."""
