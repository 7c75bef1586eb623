"""stub"""
from PySide6.QtWidgets import QWidget
class FormTab(QWidget):
    def __init__(self, desk, theme, drafts): super().__init__()
    def commit(self): pass
