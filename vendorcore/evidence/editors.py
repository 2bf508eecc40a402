"""Programs that change a picture; transfer tools and camera firmware are not among them."""

import re

# Left out on purpose, because they copy without changing: PMB, Nikon Transfer, OLYMPUS Master,
# CAMEDIA Master, Digital Photo Professional, EOS Utility, QuickTime.
EDITORS = (
    "photoshop", "lightroom", "adobe premiere", "adobe firefly", "snapseed", "picsart", "vsco",
    "polarr", "facetune", "meitu", "xiuxiu", "beautyplus", "ulike", "b612", "camera360", "pixlr",
    "fotor", "befunky", "canva", "affinity photo", "capture one", "darktable", "rawtherapee",
    "luminar", "acdsee", "paint.net", "windows photo editor", "windows live photo gallery",
    "windows photo gallery", "microsoft photos", "photoscape", "alsee", "알씨", "포토스케이프",
    "xnview", "irfanview", "faststone", "paint shop", "paintshop", "photoimpact", "picasa", "gimp",
    "imagemagick", "graphicsmagick", "aviary", "afterlight", "lensa", "remini", "inshot",
    "kinemaster", "capcut", "davinci resolve", "imovie", "final cut", "vegas pro", "filmora",
    "zoner", "dxo", "topaz", "pixelmator", "aperture", "iphoto", "photos for mac", "prisma",
    "stable diffusion", "midjourney", "dall-e", "novelai", "comfyui", "photodirector", "photolab",
    "airbrush", "lightx", "photogrid", "toolwiz", "pics art", "retrica", "mspaint", "photopea",
    "trainedalgorithmicmedia",
)  # fmt: skip
RE_ENCODERS = ("lavf", "handbrake")

_EDITOR = re.compile("|".join(rf"(?<!\w){re.escape(name)}" for name in EDITORS), re.IGNORECASE)


def editor_in(*programs: str) -> str:
    """Return the first of these programs that is known to change pictures, or nothing."""
    return next((program for program in programs if _EDITOR.search(program)), "")


def is_re_encoder(program: str) -> bool:
    """Whether this program converts videos and leaves its name in them."""
    return program.casefold().startswith(RE_ENCODERS)
