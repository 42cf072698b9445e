"""What is meant, beside the words for it: pages that are near to a query without any of its words.

A small model of 94 languages gives each passage of a public page a vector, and a query another.
Both are made, and compared, in a process of its own (`manage.py meaning`): the model is native code
that reads what visitors type, and would weigh on each web worker. Whoever asks waits a moment and
no more, and is answered by words alone where nobody answers. Nothing of a space is given to it.
"""
