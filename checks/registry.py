"""The rules, one line each; a new rule is a new file and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from .regel import FAMILIEN, Querregelmodul, Regelmodul
from .regeln.begriffe import bg_01, bg_02, bg_03, bg_04, bg_05, bg_06
from .regeln.fristen import (
    fl_01,
    fl_02,
    fl_03,
    fl_04,
    fl_05,
    fl_06,
    fl_07,
    fl_08,
    fl_09,
    fl_10,
    fl_11,
    fl_12,
    fl_13,
    fl_14,
    fl_15,
)
from .regeln.konferenz import sk_01, sk_02, sk_03, sk_04, sk_05, sk_06, sk_07, sk_08, sk_09
from .regeln.recht import (
    rk_01,
    rk_02,
    rk_03,
    rk_04,
    rk_05,
    rk_06,
    rk_07,
    rk_08,
    rk_09,
    rk_10,
    rk_11,
    rk_12,
    rk_13,
    rk_14,
    rk_15,
    rk_16,
    rk_17,
    rk_18,
    rk_19,
    rk_20,
    rk_21,
    rk_22,
    rk_24,
    rk_25,
    rk_26,
)
from .regeln.textdaten import td_01, td_02, td_03, td_04, td_05, td_06, td_07, td_08
from .regeln.vergleich import vv_01, vv_02, vv_03, vv_04, vv_05, vv_06, vv_07
from .regeln.verweise import vz_01, vz_02, vz_03, vz_04, vz_05, vz_06, vz_07, vz_08, vz_09, vz_10, vz_11, vz_12
from .regeln.vollstaendigkeit import (
    vol_01,
    vol_02,
    vol_03,
    vol_04,
    vol_05,
    vol_06,
    vol_07,
    vol_08,
    vol_09,
    vol_10,
    vol_11,
    vol_12,
    vol_13,
    vol_14,
    vol_15,
    vol_16,
)
from .regeln.zahlen import (
    zb_01,
    zb_02,
    zb_03,
    zb_04,
    zb_05,
    zb_06,
    zb_07,
    zb_08,
    zb_09,
    zb_10,
    zb_11,
    zb_12,
    zb_13,
    zb_14,
    zb_15,
    zb_16,
    zb_17,
    zb_18,
    zb_24,
)
from .regeln.ziele import zi_01, zi_02, zi_03, zi_04, zi_05, zi_06, zi_07, zi_08

M = TypeVar("M", bound=Regelmodul | Querregelmodul)


def build_registry(module: Sequence[M], weitere: frozenset[str] = frozenset()) -> tuple[M, ...]:
    """Return the rules in the order given; refuses a code or a name that is used twice and a family neither ours nor in `weitere`."""
    gesehen: set[str] = set()
    for modul in module:
        regel = modul.REGEL
        if regel.familie not in FAMILIEN and regel.familie not in weitere:
            raise ValueError(f"unknown family: {regel.code}")
        for kennung in (regel.code, regel.name):
            if kennung in gesehen:
                raise ValueError(f"used twice: {kennung}")
            gesehen.add(kennung)
    return tuple(module)


REGELN: tuple[Regelmodul, ...] = build_registry(
    (
        vol_01, vol_02, vol_03, vol_04, vol_05, vol_06, vol_07, vol_08, vol_09, vol_10, vol_11, vol_12, vol_13, vol_14, vol_15, vol_16,
        rk_01, rk_02, rk_03, rk_04, rk_05, rk_06, rk_07, rk_08, rk_09, rk_10, rk_11, rk_12, rk_13, rk_14, rk_15, rk_16, rk_17,
        rk_18, rk_19, rk_20, rk_21, rk_22, rk_24, rk_26,
        zb_01, zb_02, zb_03, zb_04, zb_05, zb_06, zb_07, zb_08, zb_09, zb_10, zb_11, zb_12, zb_13, zb_14, zb_15, zb_17, zb_18, zb_24,
        fl_01, fl_02, fl_03, fl_04, fl_05, fl_06, fl_07, fl_08, fl_09, fl_10, fl_11, fl_12, fl_13, fl_15,
        zi_01, zi_02, zi_03, zi_04, zi_05, zi_06, zi_07, zi_08,
        vz_01, vz_02, vz_03, vz_04, vz_05, vz_06, vz_07, vz_08, vz_09, vz_10, vz_11, vz_12,
        bg_01, bg_02, bg_03, bg_04, bg_05, bg_06,
        td_01, td_02, td_03, td_04, td_05, td_06, td_07, td_08,
        sk_01, sk_02, sk_03, sk_04, sk_05, sk_06, sk_07, sk_08,
        vv_01, vv_02, vv_03, vv_04, vv_05, vv_06, vv_07,
    )
)  # fmt: skip


QUERREGELN: tuple[Querregelmodul, ...] = (fl_14, rk_25, sk_09, zb_16)
"""The rules across contracts; they share the codes and names of the others."""

ALLE: tuple[Regelmodul | Querregelmodul, ...] = (*REGELN, *QUERREGELN)
"""Every rule of the house, for manual pages."""


def find_regel(
    kennung: str, regeln: Sequence[Regelmodul | Querregelmodul] = ALLE
) -> Regelmodul | Querregelmodul | None:
    """Return the rule with this code or name, in any case, or None."""
    gesucht = kennung.strip().casefold()
    return next((m for m in regeln if gesucht in (m.REGEL.code.casefold(), m.REGEL.name.casefold())), None)
