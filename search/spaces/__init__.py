"""The search of a space, for those who are in it: apart from that of the site in every table.

What is found, in which order, and what is counted follows from the space alone: nothing that others
write anywhere changes it, so that nobody can tell from their own space what stands in another.
"""
