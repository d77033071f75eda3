"""Gallery of blocks: each with its preview."""

from django.shortcuts import render

from home.blocks import BODY, Body

BLOCKS = Body(BODY)


def blocks(request):
    shown = [
        {"name": name, "block": block, "bound": block.bind(block.get_preview_value())}
        for name, block in BLOCKS.child_blocks.items()
    ]
    return render(request, "home/blocks/all.html", {"shown": shown})
