"""The states that people see of the sending: five of a row, five of the whole."""

from vendorclient.sync.row_states import EngineState, RowState

__all__ = ["EngineState", "RowState"]
