"""Plays a video with its sound; the frames are drawn where the photo would be.

The player is only spoken to by queued signals. Qt then runs play, stop and the like outside
Python's lock: called from Python they wait for the player's own threads, and these for that lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, Qt, QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from vendorcore.text import _

from vendorclient.ui import measures
from vendorclient.ui.theme import spacing
from vendorclient.ui.theme.type_scale import Type
from vendorclient.ui.widgets.button import IconButton
from vendorclient.ui.widgets.text import Text

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_JUMP_MS = 5000


class Player(QWidget):
    """The bar under a video: play, where it is, how long it is, sound on or off."""

    showed = Signal(object)  # QImage
    _sourced = Signal(QUrl)
    _played = Signal()
    _paused = Signal()
    _stopped = Signal()
    _sought = Signal("qlonglong")  # type: ignore[arg-type] # a C++ type by its name

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._player: QMediaPlayer | None = None
        self._source = QUrl()
        self._play = IconButton("play", _("재생"))
        self._sound = IconButton("sound", _("소리 끄기"))
        self._line = QSlider(Qt.Orientation.Horizontal)
        self._line.setAccessibleName(_("재생 위치"))
        self._line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._time = Text("0:00", Type.CAPTION)
        self._play.clicked.connect(self.toggle)
        self._sound.clicked.connect(self._switch_sound)
        self._line.sliderMoved.connect(self.seek)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.SMALL, spacing.TIGHT, spacing.SMALL, spacing.TIGHT)
        for part in (self._play, self._line, self._time, self._sound):
            row.addWidget(part, 1 if part is self._line else 0)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    @property
    def position_ms(self) -> int:
        """Where it is."""
        return self._player.position() if self._player else 0

    @property
    def is_playing(self) -> bool:
        """Whether it plays now."""
        from PySide6.QtMultimedia import QMediaPlayer

        playing = QMediaPlayer.PlaybackState.PlayingState
        return self._player is not None and self._player.playbackState() == playing

    def load(self, path: Path, seconds: float) -> None:
        """Have a video ready; nothing is opened before somebody wants to see it."""
        self.stop()
        self._path = path
        self._line.setRange(0, round(seconds * 1000))
        self._say(0)

    def stop(self) -> None:
        """Let go of the video."""
        if self._player is not None:
            self._stopped.emit()
            self._open(QUrl())
        self._path = None

    def toggle(self) -> None:
        """Play, or pause."""
        player = self._opened()
        if player is None:
            return
        if self.is_playing:
            self._paused.emit()
        else:
            self._played.emit()

    def seek(self, position_ms: int) -> None:
        """Go to a moment of the video."""
        if self._opened() is not None:
            self._sought.emit(position_ms)

    def jump(self, steps: int) -> None:
        """Go some seconds back or on."""
        self.seek(max(0, self.position_ms + steps * _JUMP_MS))

    def _opened(self) -> QMediaPlayer | None:
        """Return the player with the present video in it."""
        if self._path is None:
            return None
        if self._player is None:
            self._player = self._made()
        source = QUrl.fromLocalFile(str(self._path))
        if self._source != source:
            self._open(source)
        return self._player

    def _open(self, source: QUrl) -> None:
        self._source = source
        self._sourced.emit(source)

    def _made(self) -> QMediaPlayer:
        QLoggingCategory.setFilterRules("qt.multimedia.*=false")
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoSink

        player = QMediaPlayer(self)
        self._audio, self._sink = QAudioOutput(self), QVideoSink(self)
        player.setAudioOutput(self._audio)
        player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._show)
        player.positionChanged.connect(self._say)
        player.durationChanged.connect(self._measure)
        player.playbackStateChanged.connect(self._name)
        queued = Qt.ConnectionType.QueuedConnection
        self._sourced.connect(player.setSource, queued)
        self._played.connect(player.play, queued)
        self._paused.connect(player.pause, queued)
        self._stopped.connect(player.stop, queued)
        self._sought.connect(player.setPosition, queued)
        return player

    def _show(self, frame: QVideoFrame) -> None:
        image: QImage = frame.toImage()
        if not image.isNull():
            self.showed.emit(image)

    def _measure(self, length_ms: int) -> None:
        if length_ms > 0:
            self._line.setMaximum(length_ms)

    def _say(self, position_ms: int) -> None:
        if not self._line.isSliderDown():
            self._line.setValue(position_ms)
        here = measures.duration(position_ms / 1000)
        self._time.setText(f"{here} / {measures.duration(self._line.maximum() / 1000)}")

    def _name(self) -> None:
        icon, words = ("pause", _("일시정지")) if self.is_playing else ("play", _("재생"))
        self._play.become(icon, words)

    def _switch_sound(self) -> None:
        if self._player is not None:
            self._audio.setMuted(not self._audio.isMuted())
            off = self._audio.isMuted()
            self._sound.become(
                "mute" if off else "sound", _("소리 켜기") if off else _("소리 끄기")
            )
