"""가입 신청 in the window: which server, the form, and how the application stands."""
