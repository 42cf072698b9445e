"""What is taken out of a file before it is kept, and which files are not kept at all.

Runs as a program of its own (`media.cleaner` starts it), so that a hostile file meets a small,
bounded process and never the website. Nothing here imports Django.
"""
