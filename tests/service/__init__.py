"""The story on one page, told with a real register and real letters."""
