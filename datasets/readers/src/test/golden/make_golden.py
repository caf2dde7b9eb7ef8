#!/usr/bin/env python3
"""Makes the golden files of the module `datasets`: what Pillow, NumPy and scikit-image do.

Made with Pillow 9.4.0, NumPy 1.24.2 and scikit-image 0.19.3 (Debian 12: python3-pil, python3-skimage):

    python3 datasets/readers/src/test/golden/make_golden.py datasets/readers/src/test/resources/golden

Names of golden files after the folder (decode, colours, labels, resize, resize-large, lesions) make only these; lesions alone
need scikit-image.

All inputs are drawn from seeded generators; nothing of a real data set is used.
"""

import base64
import csv
import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

OUT = Path(sys.argv[1])


def b64(array):
    return base64.b64encode(np.ascontiguousarray(array, dtype=np.uint8).tobytes()).decode()


def write_csv(name, header, rows):
    with open(OUT / name, "w", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def slice_like(width, height, seed):
    """A bright ring on dark ground with noise: edges, flat parts and texture."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    r = np.hypot((x - width / 2) / width, (y - height / 2) / height)
    grey = 220.0 * ((r > 0.2) & (r < 0.4)) + 40.0 * (r <= 0.2) + rng.normal(0, 12, (height, width)) * (r < 0.45)
    return np.clip(grey, 0, 255).astype(np.uint8)


def colours(width, height, seed):
    return np.stack([slice_like(width, height, seed + i) for i in range(3)], axis=-1)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, bits, colour_type, rows, extra=b""):
    """A PNG in forms that Pillow does not write."""
    header = struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def saved(image, fmt, **options):
    out = io.BytesIO()
    image.save(out, fmt, **options)
    return out.getvalue()


def colour_profile(name):
    """A profile without the time at which it was made."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile(name)).tobytes()
    return data[:24] + bytes(12) + data[36:]


def decode_cases():
    grey = slice_like(13, 11, 1)
    rgb = colours(13, 11, 2)
    wide = np.random.default_rng(5).integers(0, 600, (11, 13)).astype(np.uint16)
    deep = np.random.default_rng(6).integers(0, 65536, (11, 13, 3)).astype(np.uint16)
    rng = np.random.default_rng(7)
    alpha = Image.fromarray(rng.integers(0, 256, (11, 13)).astype(np.uint8))
    l, c = Image.fromarray(grey), Image.fromarray(rgb)
    la, rgba = l.copy(), c.copy()
    la.putalpha(alpha)
    rgba.putalpha(alpha)
    yield "grey8.png", saved(l, "PNG")
    yield "grey8-gamma.png", with_gamma(saved(l, "PNG"))
    yield "grey-alpha.png", saved(la, "PNG")
    yield "rgb.png", saved(c, "PNG")
    yield "rgb-equal.png", saved(l.convert("RGB"), "PNG")
    yield "rgba.png", saved(rgba, "PNG")
    yield "palette.png", saved(c.quantize(16), "PNG")
    yield "palette-grey.png", saved(l.convert("P"), "PNG")
    yield "palette-transparent.png", saved(c.quantize(16), "PNG", transparency=3)
    yield "grey16.png", png(13, 11, 16, 0, [row.astype(">u2").tobytes() for row in wide])
    yield "grey16-transparent.png", png(
        13, 11, 16, 0, [row.astype(">u2").tobytes() for row in wide], chunk(b"tRNS", struct.pack(">H", int(wide[0, 0]))))
    yield "grey8-transparent.png", png(
        13, 11, 8, 0, [row.tobytes() for row in grey], chunk(b"tRNS", struct.pack(">H", int(grey[5, 5]))))
    yield "rgb16.png", png(13, 11, 16, 2, [row.astype(">u2").tobytes() for row in deep])
    yield "grey-alpha16.png", png(13, 11, 16, 4, [row[:, :2].astype(">u2").tobytes() for row in deep])
    yield "grey1.png", saved(l.point(lambda v: 255 if v > 100 else 0).convert("1"), "PNG")
    yield "grey2.png", png(8, 2, 2, 0, [bytes([0b00011011, 0b11100100])] * 2)
    yield "grey4.png", png(4, 2, 4, 0, [bytes([0x0F, 0x3C])] * 2)
    yield "grey95.jpg", saved(l, "JPEG", quality=95)
    yield "grey30-progressive.jpg", saved(l, "JPEG", quality=30, progressive=True)
    yield "rgb444.jpg", saved(c, "JPEG", quality=90, subsampling=0)
    yield "rgb422.jpg", saved(c, "JPEG", quality=90, subsampling=1)
    yield "rgb420.jpg", saved(c, "JPEG", quality=90, subsampling=2)
    yield "rgb420-grey.jpg", saved(l.convert("RGB"), "JPEG", quality=90, subsampling=2)
    srgb = colour_profile("sRGB")
    yield "rgb444-profile.jpg", saved(c, "JPEG", quality=90, subsampling=0, icc_profile=srgb)
    exif = Image.Exif()
    exif[0x0112] = 6
    yield "grey-rotated-by-exif.jpg", saved(l, "JPEG", quality=90, exif=exif)
    yield "grey.bmp", saved(l, "BMP")
    yield "rgb.bmp", saved(c, "BMP")
    yield "rgba.bmp", saved(rgba, "BMP")
    yield "grey.tif", saved(l, "TIFF")
    yield "grey-lzw.tif", saved(l, "TIFF", compression="tiff_lzw")
    yield "grey-deflate.tif", saved(l, "TIFF", compression="tiff_adobe_deflate")
    yield "rgb.tif", saved(c, "TIFF")
    yield "palette.tif", saved(c.quantize(16), "TIFF")
    yield "grey16-little.tif", saved(Image.frombytes("I;16", (13, 11), wide.astype("<u2").tobytes()), "TIFF")
    yield "grey16-big.tif", saved(Image.frombytes("I;16B", (13, 11), wide.astype(">u2").tobytes()), "TIFF")


def with_gamma(data):
    at = data.index(b"IDAT") - 4
    return data[:at] + chunk(b"gAMA", struct.pack(">I", 100000)) + data[at:]


def jpeg_segments(data):
    """Marker and content of each segment before the first scan; and the rest."""
    at, found = 2, []
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append((data[at + 1], data[at + 4 : at + 2 + length]))
        at += 2 + length
    return found, data[at:]


def jpeg_with(data, *segments, without=()):
    """A JPEG file with these segments at its beginning and without its own of some markers."""
    own, rest = jpeg_segments(data)
    kept = list(segments) + [segment for segment in own if segment[0] not in without]
    head = b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(c) + 2) + c for m, c in kept)
    return b"\xff\xd8" + head + rest


def jpeg_named(data, names):
    """A JPEG file whose three components have these numbers."""
    own, rest = jpeg_segments(data)
    own = [(m, c[:6] + b"".join(bytes([names[i]]) + c[7 + 3 * i : 9 + 3 * i] for i in range(3)) if m == 0xC0 else c)
           for m, c in own]
    rest = rest[:5] + b"".join(bytes([names[i]]) + rest[6 + 2 * i : 7 + 2 * i] for i in range(3)) + rest[11:]
    head = b"".join(b"\xff" + bytes([m]) + struct.pack(">H", len(c) + 2) + c for m, c in own)
    return b"\xff\xd8" + head + rest


JFIF = (0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")


def adobe(transform):
    return (0xEE, b"Adobe" + struct.pack(">HHHB", 100, 0, 0, transform))


def profile(content, number=1, of=1):
    return (0xE2, b"ICC_PROFILE\0" + bytes([number, of]) + content)


def colour_cases():
    """What says or seems to say which colours a file has: markers, numbers of components, profiles, four inks."""
    grey, colour = Image.fromarray(slice_like(13, 11, 1)), Image.fromarray(colours(13, 11, 2))
    inks = Image.fromarray(np.dstack([colours(13, 11, 9), slice_like(13, 11, 40)]), "CMYK")
    lab = colour_profile("LAB")
    jpeg = lambda image, **options: saved(image, "JPEG", quality=90, optimize=True, **options)
    rgb, small = jpeg(colour, subsampling=0), jpeg(colour, subsampling=2)
    broken = profile(b"not a profile", 1, 3)
    yield "grey-broken-profile.jpg", jpeg_with(jpeg(grey), broken)
    yield "grey-adobe0.jpg", jpeg_with(jpeg(grey), adobe(0))
    yield "rgb-broken-profile.jpg", jpeg_with(rgb, JFIF, broken, without=[0xE0])
    yield "rgb-lab-profile.jpg", jpeg_with(rgb, profile(lab))
    yield "rgb420-broken-profile.jpg", jpeg_with(small, broken)
    for transform in (0, 1, 2):
        yield f"rgb-jfif-adobe{transform}.jpg", jpeg_with(rgb, JFIF, adobe(transform), without=[0xE0])
        yield f"rgb-adobe{transform}.jpg", jpeg_with(rgb, adobe(transform), without=[0xE0])
    bare = jpeg_with(rgb, without=[0xE0])
    yield "rgb-bare.jpg", bare
    yield "rgb420-bare.jpg", jpeg_with(small, without=[0xE0])
    yield "rgb-named-RGB.jpg", jpeg_named(bare, b"RGB")
    yield "rgb-named-012.jpg", jpeg_named(bare, b"\0\1\2")
    yield "rgb-jfif-named-RGB.jpg", jpeg_named(rgb, b"RGB")
    yield "rgb-broken-exif.jpg", jpeg_with(rgb, (0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff"), without=[0xE0])
    yield "rgb-jfif-behind.jpg", jpeg_with(rgb, (0xFE, b"a comment"))
    yield "rgb-broken-thumbnail.jpg", jpeg_with(rgb, JFIF, (0xE0, b"JFXX\0\x10junk"), without=[0xE0])
    four = jpeg(inks)
    yield "cmyk.jpg", four
    yield "cmyk-bare.jpg", jpeg_with(four, without=[0xEE])
    yield "cmyk-subsampled.jpg", jpeg(inks, subsampling=2)
    yield "cmyk-progressive.jpg", jpeg(inks, progressive=True)
    yield "cmyk-broken-profile.jpg", jpeg_with(four, broken)
    yield "ycck.jpg", jpeg_with(four, adobe(2), without=[0xEE])
    yield "ycck-subsampled.jpg", jpeg_with(jpeg(inks, subsampling=1), adobe(2), without=[0xEE])
    yield "cmyk.tif", saved(inks, "TIFF", compression="tiff_lzw")
    yield "rgb-lab-profile.tif", saved(colour, "TIFF", icc_profile=lab)
    yield "rgb-broken-profile.tif", saved(colour, "TIFF", icc_profile=b"not a profile")
    yield "rgb-broken-profile.png", saved(colour, "PNG", icc_profile=b"not a profile")


def make_decode():
    write_decoded("decode.csv", decode_cases())


def make_colours():
    write_decoded("colours.csv", colour_cases())


def write_decoded(name, cases):
    rows = []
    for file, data in cases:
        image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
        rows.append([file, base64.b64encode(data).decode(), image.shape[1], image.shape[0], b64(image)])
    write_csv(name, ["file", "content", "width", "height", "rgb"], rows)


def make_labels():
    values = np.random.default_rng(11).integers(0, 4, (9, 14)).astype(np.uint8)
    indexed = Image.fromarray(values, "P")
    indexed.putpalette([0, 0, 0, 0, 128, 0, 255, 255, 0, 255, 0, 0])
    files = [
        ("grey.png", saved(Image.fromarray(values), "PNG")),
        ("palette.png", saved(indexed, "PNG")),
        ("palette-2-bit.png", saved(indexed, "PNG", bits=2)),
    ]
    rows = []
    for name, data in files:
        labels = np.array(Image.open(io.BytesIO(data)))
        rows.append([name, base64.b64encode(data).decode(), labels.shape[1], labels.shape[0], b64(labels)])
    write_csv("labels.csv", ["file", "content", "width", "height", "labels"], rows)


def make_resize():
    sizes = [
        ("shrink", 49, 43, 13, 13), ("grow", 13, 11, 32, 32), ("mixed", 40, 9, 11, 13), ("rows-only", 48, 20, 12, 20),
        ("columns-only", 20, 48, 20, 12), ("to-one", 7, 5, 1, 1), ("from-one", 1, 1, 4, 3), ("half", 48, 48, 24, 24),
        ("quarter", 48, 48, 12, 12), ("by-one", 33, 33, 32, 32), ("double", 16, 16, 32, 32),
    ]
    rows = []
    for i, (name, w, h, nw, nh) in enumerate(sizes):
        noise = np.random.default_rng(100 + i).integers(0, 256, (h, w)).astype(np.uint8)
        for kind, a in (("slice", slice_like(w, h, i)), ("noise", noise)):
            out = np.asarray(Image.fromarray(a).resize((nw, nh), Image.BILINEAR))
            rows.append([f"{name}-{kind}", 1, w, h, b64(a), nw, nh, b64(out)])
    rgb = colours(19, 21, 50)
    out = np.asarray(Image.fromarray(rgb).resize((8, 30), Image.BILINEAR))
    rows.append(["rgb", 3, 19, 21, b64(rgb), 8, 30, b64(out)])
    extremes = (np.indices((24, 24)).sum(axis=0) % 2 * 255).astype(np.uint8)
    out = np.asarray(Image.fromarray(extremes).resize((10, 37), Image.BILINEAR))
    rows.append(["extremes", 1, 24, 24, b64(extremes), 10, 37, b64(out)])
    write_csv("resize.csv", ["id", "channels", "width", "height", "input", "newWidth", "newHeight", "output"], rows)


def make_large_resize():
    """Sizes that real slices have, too large to be stored: a formula makes the input, a CRC-32 stands for the output."""
    rows = []
    for w, h, n in ((512, 512, 64), (512, 512, 128), (512, 512, 224), (512, 512, 256), (1024, 944, 512), (416, 512, 512),
                    (768, 768, 512), (700, 500, 512), (2000, 1999, 511)):
        y, x = np.mgrid[0:h, 0:w].astype(np.int64)
        a = ((x * x * 3 + y * y * 5 + x * y * 7) % 256).astype(np.uint8)
        out = np.asarray(Image.fromarray(a).resize((n, n), Image.BILINEAR))
        rows.append([w, h, n, zlib.crc32(out.tobytes())])
    write_csv("resize-large.csv", ["width", "height", "size", "crc32"], rows)


def lesion_rows(values, merge, ignore_small):
    from skimage.measure import label, regionprops

    a = values.copy()
    if merge:
        a[a == 3] = 2
    found = []
    for index, value in enumerate(np.unique(a)[2:]):
        for region in regionprops(label(a == value)):
            if region.area > (100 if ignore_small else 1):
                y1, x1, y2, x2 = region.bbox
                found.append(f"{index + 1} {int(region.area)} {x1} {y1} {x2} {y2}")
    return ";".join(found)


def make_lesions():
    rows = []
    for seed in range(6):
        rng = np.random.default_rng(200 + seed)
        size = 64
        y, x = np.mgrid[0:size, 0:size]
        values = np.zeros((size, size), np.uint8)
        values[(np.abs(x - size / 2) < 30) & (np.abs(y - size / 2) < 30)] = 1
        for _ in range(10):
            cx, cy = rng.integers(2, size - 2, 2)
            rx, ry = rng.integers(2, 12, 2)
            values[((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1] = rng.integers(2, 4)
        specks = rng.random((size, size)) < 0.02
        values[specks] = rng.integers(2, 4, specks.sum())
        if seed == 5:
            values[values == 1] = 0  # no lung: the released code loses a plane
        lesions = [lesion_rows(values, merge, small) for merge in (True, False) for small in (True, False)]
        rows.append([f"{seed}", size, b64(values), *lesions])
    header = ["seed", "size", "labels", "mergedLarge", "mergedAll", "separateLarge", "separateAll"]
    write_csv("lesions.csv", header, rows)


MAKERS = {
    "decode": make_decode, "colours": make_colours, "labels": make_labels, "resize": make_resize,
    "resize-large": make_large_resize, "lesions": make_lesions,
}
OUT.mkdir(parents=True, exist_ok=True)
for name in sys.argv[2:] or MAKERS:
    MAKERS[name]()
