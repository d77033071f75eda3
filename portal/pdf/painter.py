"""Paints the first page of the PDF of its input as a PNG on its output, within limits, then ends."""

import sys

import pypdfium2


def limit(seconds, megabytes):
    """Processor time and memory, where the system can hold them (macOS ignores the second)."""
    try:
        import resource  # noqa: PLC0415 -- absent on some systems
    except ImportError:
        return
    for kind, amount in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, megabytes * 2**20)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def main(seconds, megabytes, width):
    """What the page leaves bare stays transparent. PDFium bears one thread: here it has a process."""
    limit(seconds, megabytes)
    page = pypdfium2.PdfDocument(sys.stdin.buffer.read())[0]
    bitmap = page.render(scale=width / page.get_width(), fill_color=(255, 255, 255, 0))
    bitmap.to_pil().save(sys.stdout.buffer, "PNG", optimize=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
