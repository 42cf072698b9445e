"""What others may listen to."""

from django.dispatch import Signal

# The words of a document are known, or known not to be there. Sent with `document`, in the
# transaction that keeps them.
document_read = Signal()
