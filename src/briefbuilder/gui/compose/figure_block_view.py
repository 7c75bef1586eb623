"""A picture in the brief, with the words that go with it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from briefbuilder.app import operations
from briefbuilder.domain.briefs import Block, FigureBlock, Media
from briefbuilder.gui.compose.block_view import BlockView
from briefbuilder.gui.compose.compose_context import INITIATOR, ComposeContext
from briefbuilder.gui.shared.build import TOP, in_row, paragraph
from briefbuilder.language.interface import _

THUMBNAIL = QSize(168, 126)


class FigureBlockView(BlockView):
    """A thumbnail beside alternative text, caption and credit."""

    def __init__(
        self, context: ComposeContext, block: FigureBlock, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, block, parent)
        self._media = ""
        self._picture = paragraph("", "", self.frame)
        self._picture.setFixedSize(THUMBNAIL)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.alt = context.line_field(
            _("Alternative text"), _("What the picture shows, for who cannot see it"), self.frame
        )
        self.caption = context.line_field(_("Caption"), _("Printed below the picture"), self.frame)
        self.credit = context.line_field(_("Credit"), _("Whose picture it is"), self.frame)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._missing = QLabel(_("▲ In words"), self.frame)
        for name, field in (
            (self._missing, self.alt),
            (QLabel(_("Caption"), self.frame), self.caption),
            (QLabel(_("Credit"), self.frame), self.credit),
        ):
            name.setProperty("role", "faint")
            form.addRow(name, field)
            field.committed.connect(self._on_committed)
        row = in_row((self._picture, TOP), (form, 1), margins=(6, 4, 0, 4), spacing=14)
        self.body.addLayout(row)
        self.show_block(block)

    def show_block(self, block: Block) -> None:
        super().show_block(block)
        if not isinstance(block, FigureBlock):
            return
        self.alt.show_text(block.alt)
        self.caption.show_text(block.caption)
        self.credit.show_text(block.credit)
        self._missing.setText(_("In words") if block.alt.strip() else _("▲ In words"))
        if block.media != self._media:
            self._media = block.media
            media = next((one for one in self.context.brief.media if one.name == block.media), None)
            if media is not None and media.fault:
                # It is not handed to Qt: nobody knows what is in it.
                not_shown = _("Not shown.")
                self._picture.setText(f"{not_shown} {media.fault}")
            elif media is not None:
                self._picture.setPixmap(thumbnail(media, THUMBNAIL, self.devicePixelRatioF()))
        said = block.alt or _("A picture without alternative text")
        self._picture.setAccessibleName(f"{said}. {self._picture.text()}".removesuffix(". "))

    def focus_first(self, *, at_end: bool = False) -> None:
        (self.credit if at_end else self.alt).setFocus()

    @Slot()
    def _on_committed(self) -> None:
        block = self.context.brief.block(self.block_id)
        if isinstance(block, FigureBlock):
            changed = block.model_copy(
                update={
                    "alt": self.alt.text(),
                    "caption": self.caption.text(),
                    "credit": self.credit.text(),
                }
            )
            operations.replace_block(self.context.session, block=changed, initiator=INITIATOR)


def thumbnail(media: Media, size: QSize, ratio: float) -> QPixmap:
    """A picture that fits into `size`; the brief's pictures were checked when they were read."""
    wanted = size * ratio
    if media.media_type == "image/svg+xml":
        renderer = QSvgRenderer(media.data)
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter, QRectF(image.rect()))
        painter.end()
    else:
        image = QImage.fromData(media.data)
        image = image.scaled(
            wanted, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
