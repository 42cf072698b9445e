#!/usr/bin/env python3
"""Django's command line, with both source roots on the path: this folder and `site/`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# `site` is always the standard library's module, so `site/` is a source root and never a package.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
