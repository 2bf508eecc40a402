"""Fields of a form: each has its label, its remark, and says only what was really typed."""
