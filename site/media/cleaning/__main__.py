"""Clean one file, read its words, or count what a reader does not see; answer in a line of JSON.

    python -I cleaning clean SOURCE DESTINATION --name=NAME --accept=KIND,KIND
    python -I cleaning extract SOURCE DESTINATION --name=NAME --pdftotext=PROGRAM
    python -I cleaning unseen SOURCE --name=NAME --accept=KIND,KIND

A refusal is an answer like any other. Any other status than 0 is a mistake of ours.
"""

import argparse
import errno
import json
import sys
from pathlib import Path
from typing import Any

# Isolated from the environment, Python knows its own folders only: name ours, behind them.
sys.path.append(str(Path(__file__).parents[2]))

from media.cleaning import limits, names
from media.cleaning.kinds import EXTENSIONS, identify
from media.cleaning.refusal import Refusal


def accepted_kind(arguments: argparse.Namespace) -> str:
    kind = identify(arguments.source, names.extension_of(arguments.name))
    if kind not in arguments.accept.split(","):
        raise Refusal("not_accepted")
    return kind


def clean(arguments: argparse.Namespace) -> dict[str, Any]:
    source, destination = arguments.source, arguments.destination
    kind = accepted_kind(arguments)
    answer: dict[str, Any] = {"kind": kind, "width": None, "height": None, "pages": None}
    # Each is loaded only when it is needed: a small file is clean in a fifth of a second.
    match kind:
        case "pdf":
            from media.cleaning.pdf import clean_pdf

            answer["pages"] = clean_pdf(source, destination)
        case "docx" | "xlsx" | "pptx":
            from media.cleaning.ooxml import clean_ooxml

            clean_ooxml(source, destination)
        case "odt" | "ods" | "odp":
            from media.cleaning.odf import clean_odf

            clean_odf(source, destination)
        case "txt" | "csv":
            from media.cleaning.plain import clean_plain

            clean_plain(source, destination)
        case _:
            from media.cleaning.images import clean_image

            picture = clean_image(source, destination, kind=kind)
            answer.update(picture._asdict())
    answer["extension"] = EXTENSIONS[answer["kind"]][0]
    answer["name"] = names.with_extension(arguments.name, answer["extension"])
    return answer


def extract(arguments: argparse.Namespace) -> dict[str, Any]:
    from media.cleaning.text import text_of

    kind = identify(arguments.source, names.extension_of(arguments.name))
    words = text_of(arguments.source, kind=kind, pdftotext=arguments.pdftotext)
    text = words.text[: limits.TEXT_CHARACTERS]
    arguments.destination.write_text(text, encoding="utf-8")
    return {"kind": kind, "pages": words.pages}


def unseen(arguments: argparse.Namespace) -> dict[str, Any]:
    from media.cleaning.unseen import counts

    kind = accepted_kind(arguments)
    return {"kind": kind, "counts": counts(arguments.source, kind)}


TASKS = {"clean": clean, "extract": extract, "unseen": unseen}


def answer_to(arguments: argparse.Namespace) -> dict[str, Any]:
    try:
        return TASKS[arguments.task](arguments)
    except Refusal as refusal:
        return {"refused": refusal.reason}
    except (MemoryError, RecursionError):
        return {"refused": "too_demanding"}
    except OSError as error:
        if error.errno in (errno.EFBIG, errno.ENOMEM):
            return {"refused": "too_demanding"}
        raise


def main() -> None:
    parser = argparse.ArgumentParser(prog="cleaning")
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("source", type=Path)
    parser.add_argument("destination", type=Path, nargs="?")
    parser.add_argument("--name", required=True)
    parser.add_argument("--accept", default="")
    parser.add_argument("--pdftotext", type=Path)
    arguments = parser.parse_args()
    limits.bound_this_process()
    sys.stdout.write(json.dumps(answer_to(arguments)) + "\n")


if __name__ == "__main__":
    main()
