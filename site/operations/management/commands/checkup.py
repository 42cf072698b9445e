"""Prints what is in order and what is not, for an operator or a monitor."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from operations.checkup import Finding, examine


class Command(BaseCommand):
    help = "Ask this site whether it keeps each promise; end with 1 if it does not."
    # What the system checks would say is one of the findings.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: object, **options: Any) -> None:
        findings = examine()
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings]))
        else:
            for finding in findings:
                self._tell(finding)
        if not all(finding.ok for finding in findings):
            raise SystemExit(1)

    def _tell(self, finding: Finding) -> None:
        if finding.problem is None:
            self.stdout.write(self.style.SUCCESS(f"green  {finding.probe.promise}"))
            return
        self.stdout.write(self.style.ERROR(f"RED    {finding.probe.promise}"))
        self.stdout.write(f"       {finding.problem.msg} ({finding.problem.id})")
        if finding.problem.hint:
            self.stdout.write(f"       {finding.problem.hint}")
