"""Backups: what is in one, how it is made while the site goes on, and how it becomes a site again.

First the database, then the files it names. A file is stored before its row, never changes under
its name, and outlives its row by a day: what the dump names is there, whatever happens meanwhile.
What can be made again (renditions, the search, caches) is in no backup, and neither are sessions,
with which a stolen backup would sign somebody in.
"""

from operations.backup.records import last_backup

__all__ = ["last_backup"]
