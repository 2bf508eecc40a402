"""Makes the copy of a video that every browser plays: H.264 and AAC, at most 720 lines."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
from av.filter import Graph

LONG_SIDE, SHORT_SIDE = 1280, 720
MOST_FRAMES_A_SECOND = 30
_OPTIONS = {"preset": "veryfast", "crf": "26", "profile": "main"}
_TURNS = {90: ("transpose=cclock",), -90: ("transpose=clock",), 180: ("hflip", "vflip")}


def copy_video(source: Path, target: Path) -> bool:
    """Write the copy; a cut video is copied as far as it goes, False when nothing was."""
    first = _first_frame(source)
    with av.open(str(source)) as came:
        with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as going:
            tracks = [_Pictures(came, going, first), *_sounds(came, going)]
            by_index = {track.index: track for track in tracks}
            for packet in _packets(came, list(by_index)):
                by_index[packet.stream.index].take(packet)
            for track in tracks:
                track.end()
        return bool(tracks[0].count)


class _Pictures:
    """The pictures: upright, small, not interlaced, at an even pace."""

    def __init__(self, came: Any, going: Any, first: Any) -> None:
        self._stream, self._going = came.streams.video[0], going
        self._stream.thread_type = "AUTO"
        self.index, self.count = self._stream.index, 0
        rate = min(Fraction(self._stream.average_rate or 25), Fraction(MOST_FRAMES_A_SECOND))
        size = fitting(*_shown_size(first, self._stream))
        self._graph = _graph(self._stream, size, rate, first.rotation, _start_s(came))
        self._track = going.add_stream("libx264", rate=rate, options=_OPTIONS)
        turned = first.rotation in (90, -90)
        self._track.width, self._track.height = size[::-1] if turned else size
        self._track.pix_fmt = "yuv420p"

    def take(self, packet: Any) -> None:
        """Copy the pictures of one packet."""
        for frame in _frames(packet):
            self._graph.push(frame)
            self._pull()

    def end(self) -> None:
        """Copy what the filters and the encoder still hold."""
        self._graph.push(None)
        self._pull()
        self._going.mux(self._track.encode(None))

    def _pull(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (BlockingIOError, EOFError):
                return
            frame.pict_type = 0
            self.count += 1
            self._going.mux(self._track.encode(frame))


class _Sound:
    """The sound in two channels."""

    def __init__(self, came: Any, going: Any) -> None:
        self.index, self.count, self._going = came.streams.audio[0].index, 0, going
        self._start = _start_s(came)
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        self._track = going.add_stream("aac", rate=48_000, layout="stereo")

    def take(self, packet: Any) -> None:
        """Copy the sound of one packet."""
        for frame in _frames(packet):
            late = int(self._start / frame.time_base)
            frame.pts = None if frame.pts is None else frame.pts - late
            self._encode(self._resampler.resample(frame))

    def end(self) -> None:
        """Copy what is still held."""
        self._encode([*(self._resampler.resample(None) if self.count else ()), None])

    def _encode(self, parts: list[Any]) -> None:
        for part in parts:
            self.count += 1
            self._going.mux(self._track.encode(part))


def fitting(width: int, height: int) -> tuple[int, int]:
    """Return the largest even size within 1280 × 720, lying or standing."""
    long, short = max(width, height), min(width, height)
    scale = min(1.0, LONG_SIDE / long, SHORT_SIDE / short)
    return max(2, int(width * scale) // 2 * 2), max(2, int(height * scale) // 2 * 2)


def _start_s(came: Any) -> Fraction:
    """Return where the file's own clock begins: a camera's stream may begin anywhere."""
    return Fraction(came.start_time or 0, av.time_base)


def _graph(
    stream: Any, size: tuple[int, int], rate: Fraction, rotation: int, start: Fraction
) -> Any:
    graph = Graph()
    steps = [
        "yadif=deint=interlaced",
        f"scale={size[0]}:{size[1]}",
        "setsar=1",
        f"setpts=PTS-({start})/TB",
        f"fps={rate}",
        *_TURNS.get(rotation, ()),
        "format=yuv420p",
        "buffersink",
    ]
    nodes = [graph.add_buffer(template=stream), *(_node(graph, step) for step in steps)]
    for one, following in pairwise(nodes):
        one.link_to(following)
    graph.configure()
    return graph


def _first_frame(source: Path) -> Any:
    with av.open(str(source)) as container:
        return next(container.decode(container.streams.video[0]))


def _shown_size(frame: Any, stream: Any) -> tuple[int, int]:
    ratio = stream.sample_aspect_ratio or 1
    return max(1, round(frame.width * ratio)), int(frame.height)


def _node(graph: Any, step: str) -> Any:
    name, _, values = step.partition("=")
    return graph.add(name, values) if values else graph.add(name)


def _sounds(came: Any, going: Any) -> list[Any]:
    return [_Sound(came, going)] if came.streams.audio and came.streams.audio[0].rate else []


def _packets(came: Any, indexes: list[int]) -> Any:
    """Yield the packets up to the end or the first that cannot be read."""
    try:
        yield from came.demux(*[came.streams[index] for index in indexes])
    except av.FFmpegError:
        return


def _frames(packet: Any) -> list[Any]:
    """Return what is in a packet; one that is broken is left out."""
    try:
        return list(packet.decode())
    except av.FFmpegError:
        return []
