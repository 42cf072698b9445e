"""The services a developer's machine lacks, each a private process of this clone.

Everything is below `VAR_DIR/services`, listens on the loopback only, and is stopped by the process
it was started as. The one thing shared with other clones is a cache of what was downloaded.
"""
