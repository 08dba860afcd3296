"""The structural gate: our own file has no finding, and every broken variant of it is caught by the rule it breaks."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import cache

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from generator.pdfpruefung import REGELN, pruefe_pdf, strukturbaum
from generator.writers.pdf import write_pdf
from tests.generator.beispielbaum import baum as beispiel

pytestmark = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")

Eingriff = Callable[[pikepdf.Pdf], None]


@cache
def _gut() -> bytes:
    return write_pdf(beispiel(), b'{"kennung": "TB-2025-001"}')


def _elemente(datei: pikepdf.Pdf, art: str) -> Iterator[pikepdf.Object]:
    return (e.objekt for e in strukturbaum.read_baum(datei).alle if e.roh == art)


def _erstes(datei: pikepdf.Pdf, art: str) -> pikepdf.Object:
    return next(_elemente(datei, art))


def _rename(art: str, neu: str) -> Eingriff:
    def eingriff(datei: pikepdf.Pdf) -> None:
        _erstes(datei, art).S = Name(f"/{neu}")

    return eingriff


def _drop(pfad: str) -> Eingriff:
    """Delete the entry at a dotted path below the catalog; numbers are list indices."""

    def eingriff(datei: pikepdf.Pdf) -> None:
        *oben, letzter = pfad.split(".")
        objekt: pikepdf.Object = datei.Root
        for teil in oben:
            objekt = objekt[int(teil)] if teil.isdigit() else objekt[f"/{teil}"]
        del objekt[f"/{letzter}"]

    return eingriff


def _xmp(alt: bytes, neu: bytes) -> Eingriff:
    def eingriff(datei: pikepdf.Pdf) -> None:
        roh = datei.Root.Metadata.read_bytes()
        anders = re.sub(alt, neu, roh, flags=re.DOTALL)
        assert anders != roh
        datei.Root.Metadata = datei.make_stream(anders, Type=Name.Metadata, Subtype=Name.XML)

    return eingriff


def _annot(datei: pikepdf.Pdf, art: str) -> pikepdf.Object:
    return next(a for s in datei.pages for a in s.obj.get("/Annots", []) if a.Subtype == art)


def _font(datei: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(datei.pages[0].Resources.Font.values()))


def _content(wandel: Callable[[bytes], bytes]) -> Eingriff:
    def eingriff(datei: pikepdf.Pdf) -> None:
        seite = datei.pages[2].obj
        roh = seite.Contents.read_bytes()
        anders = wandel(roh)
        assert anders != roh
        seite.Contents = datei.make_stream(anders)

    return eingriff


# ------------------------------------------------------------------------------------------------------- broken variants


def _lang_englisch(d: pikepdf.Pdf) -> None:
    d.Root.Lang = String("en-US")


def _skript(d: pikepdf.Pdf) -> None:
    d.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _skriptverzeichnis(d: pikepdf.Pdf) -> None:
    d.Root.Names.JavaScript = Dictionary(Names=Array([]))


def _start(d: pikepdf.Pdf) -> None:
    _annot(d, "/Link").A = Dictionary(S=Name.Launch, F=String("x.exe"))


def _xfa(d: pikepdf.Pdf) -> None:
    d.Root.AcroForm.XFA = String("x")


def _zweifelhaft(d: pikepdf.Pdf) -> None:
    d.Root.MarkInfo.Suspects = True


def _beziehung_fehlt(d: pikepdf.Pdf) -> None:
    del d.Root.AF[0].AFRelationship


def _beziehung_falsch(d: pikepdf.Pdf) -> None:
    d.Root.AF[0].AFRelationship = Name.Data


def _anhang_leer(d: pikepdf.Pdf) -> None:
    del d.Root.AF[0].EF


def _anhang_name(d: pikepdf.Pdf) -> None:
    d.Root.AF[0].UF = String("anders.json")


def _rolle_weg(d: pikepdf.Pdf) -> None:
    del d.Root.StructTreeRoot.RoleMap["/Strong"]


def _rollenkreis(d: pikepdf.Pdf) -> None:
    d.Root.StructTreeRoot.RoleMap.Strong = Name.Em
    d.Root.StructTreeRoot.RoleMap.Em = Name.Strong


def _h1_zu_h3(d: pikepdf.Pdf) -> None:
    list(_elemente(d, "H1"))[2].S = Name.H3


def _h1_leer(d: pikepdf.Pdf) -> None:
    del _erstes(d, "H1").K


def _liste_zaehlt_nicht(d: pikepdf.Pdf) -> None:
    del _erstes(d, "L").A


def _liste_im_eintrag(d: pikepdf.Pdf) -> None:
    """A nested list directly under LI, as another PDF maker writes it."""
    koerper = next(
        e for e in strukturbaum.read_baum(d).alle if e.art == "LBody" and any(k.art == "L" for k in e.kinder)
    )
    innen = next(k for k in koerper.kinder if k.art == "L").objekt
    koerper.objekt.K = Array([k for k in koerper.objekt.K if not isinstance(k, Dictionary) or k.objgen != innen.objgen])
    eintrag = koerper.objekt.P
    eintrag.K = Array([*eintrag.K, innen])
    innen.P = eintrag


def _ohne_koerper(d: pikepdf.Pdf) -> None:
    eintrag = _erstes(d, "LI")
    eintrag.K = Array(list(eintrag.K)[:1])


def _scope_weg(d: pikepdf.Pdf) -> None:
    zelle = _erstes(d, "TH")
    zelle.A = Array([a for a in zelle.A if a.O != "/Table"])


def _keine_kopfzellen(d: pikepdf.Pdf) -> None:
    for zelle in list(_elemente(d, "TH")):
        zelle.S = Name.TD


def _zelle_weg(d: pikepdf.Pdf) -> None:
    zeile = _erstes(d, "TR")
    zeile.K = Array(list(zeile.K)[1:])


def _verzeichnis_ohne_link(d: pikepdf.Pdf) -> None:
    _erstes(d, "TOCI").K = Array([])


def _abbildung(d: pikepdf.Pdf) -> None:
    _erstes(d, "Caption").S = Name.Figure


def _ohne_einbettung(d: pikepdf.Pdf) -> None:
    beschreibung = _font(d).DescendantFonts[0].FontDescriptor
    for schluessel in ("/FontFile", "/FontFile2", "/FontFile3"):
        if schluessel in beschreibung:
            del beschreibung[schluessel]


def _ohne_tounicode(d: pikepdf.Pdf) -> None:
    del _font(d).ToUnicode


def _standardschrift(d: pikepdf.Pdf) -> None:
    d.pages[1].Resources.Font["/Frei"] = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)


def _tabs_weg(d: pikepdf.Pdf) -> None:
    del next(s.obj for s in d.pages if "/Annots" in s.obj).Tabs


def _stempel(d: pikepdf.Pdf) -> None:
    d.pages[1].Annots.append(
        d.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]), F=4, Contents=String("x"))
        )
    )


def _link_stumm(d: pikepdf.Pdf) -> None:
    del _annot(d, "/Link").Contents


def _feld_stumm(d: pikepdf.Pdf) -> None:
    del _annot(d, "/Widget").TU


def _feld_versteckt(d: pikepdf.Pdf) -> None:
    _annot(d, "/Widget").F = 2


def _feld_ohne_bild(d: pikepdf.Pdf) -> None:
    del _annot(d, "/Widget").AP


def _feld_verwaist(d: pikepdf.Pdf) -> None:
    _annot(d, "/Widget").StructParent = 99_999


def _feld_ungelistet(d: pikepdf.Pdf) -> None:
    d.Root.AcroForm.Fields = Array(list(d.Root.AcroForm.Fields)[1:])


def _feld_doppelt(d: pikepdf.Pdf) -> None:
    erstes, zweites = d.Root.AcroForm.Fields
    zweites.T = erstes.T


VARIANTEN: list[tuple[str, str, Eingriff]] = [
    ("Skript beim Öffnen", "PDF-03", _skript),
    ("Skriptverzeichnis", "PDF-03", _skriptverzeichnis),
    ("Programmstart", "PDF-03", _start),
    ("XFA", "PDF-03", _xfa),
    ("ohne MarkInfo", "PDF-04", _drop("MarkInfo")),
    ("ohne Strukturbaum", "PDF-04", _drop("StructTreeRoot")),
    ("ohne Elternverzeichnis", "PDF-04", _drop("StructTreeRoot.ParentTree")),
    ("ohne Strukturinhalt", "PDF-04", _drop("StructTreeRoot.K")),
    ("zweifelhaft", "PDF-04", _zweifelhaft),
    ("ohne Sprache", "PDF-05", _drop("Lang")),
    ("englisch", "PDF-05", _lang_englisch),
    ("Titel nicht angezeigt", "PDF-06", _drop("ViewerPreferences.DisplayDocTitle")),
    ("ohne Titel", "PDF-06", _xmp(rb"<dc:title>.*?</dc:title>", b"")),
    ("nur 3B", "PDF-07", _xmp(rb"<pdfaid:conformance>A<", b"<pdfaid:conformance>B<")),
    ("PDF/A-2", "PDF-07", _xmp(rb"<pdfaid:part>3<", b"<pdfaid:part>2<")),
    ("ohne PDF/UA", "PDF-07", _xmp(rb"<pdfuaid:part>1</pdfuaid:part>", b"")),
    ("ohne Metadaten", "PDF-07", _drop("Metadata")),
    ("Metadaten mit Dokumenttyp", "PDF-07", _xmp(rb"^", b'<!DOCTYPE x [<!ENTITY a "b">]>')),
    ("ohne Ausgabeabsicht", "PDF-08", _drop("OutputIntents")),
    ("ohne Farbprofil", "PDF-08", _drop("OutputIntents.0.DestOutputProfile")),
    ("ohne Anhang", "PDF-09", _drop("AF")),
    ("Anhang nicht auffindbar", "PDF-09", _drop("Names")),
    ("Anhang ohne Beziehung", "PDF-09", _beziehung_fehlt),
    ("Anhang mit falscher Beziehung", "PDF-09", _beziehung_falsch),
    ("Anhang ohne Inhalt", "PDF-09", _anhang_leer),
    ("Anhang mit zwei Namen", "PDF-09", _anhang_name),
    ("ohne Lesezeichen", "PDF-10", _drop("Outlines")),
    ("unbekannter Strukturtyp", "PDF-11", _rolle_weg),
    ("Rollen im Kreis", "PDF-11", _rollenkreis),
    ("erste Überschrift H4", "PDF-12", _rename("H1", "H4")),
    ("Stufe übersprungen", "PDF-12", _h1_zu_h3),
    ("Überschrift ohne Stufe", "PDF-12", _rename("H1", "H")),
    ("leere Überschrift", "PDF-12", _h1_leer),
    ("Eintrag außerhalb der Liste", "PDF-13", _rename("L", "Div")),
    ("Liste unter dem Eintrag", "PDF-13", _liste_im_eintrag),
    ("Eintrag ohne Text", "PDF-13", _ohne_koerper),
    ("Listentext als Absatz", "PDF-13", _rename("LBody", "P")),
    ("Liste zählt nicht", "PDF-13", _liste_zaehlt_nicht),
    ("Zeile ist keine Zeile", "PDF-14", _rename("TR", "Div")),
    ("Tabelle ist keine", "PDF-14", _rename("Table", "Div")),
    ("ohne Geltungsbereich", "PDF-14", _scope_weg),
    ("keine Kopfzellen", "PDF-14", _keine_kopfzellen),
    ("Zelle fehlt", "PDF-14", _zelle_weg),
    ("Verzeichnis ohne Link", "PDF-15", _verzeichnis_ohne_link),
    ("Verzeichniseintrag allein", "PDF-15", _rename("TOC", "Div")),
    ("Abbildung ohne Ersatztext", "PDF-16", _abbildung),
    ("Text ohne Auszeichnung", "PDF-17", _content(lambda c: c + b"\nBT ET 0 0 5 5 re f\n")),
    ("Klammer offen", "PDF-17", _content(lambda c: b"/Artifact BMC\n" + c)),
    ("fremde Marke", "PDF-17", _content(lambda c: c + b"\n/P <</MCID 9999>> BDC EMC\n")),
    ("Marke doppelt", "PDF-17", _content(lambda c: c + b"\n/P <</MCID 0>> BDC EMC\n")),
    ("Inhalt verschwunden", "PDF-17", _content(lambda c: b"\n")),
    ("Schrift nicht eingebettet", "PDF-18", _ohne_einbettung),
    ("Schrift ohne ToUnicode", "PDF-18", _ohne_tounicode),
    ("Standardschrift", "PDF-18", _standardschrift),
    ("ohne Tabulatorfolge", "PDF-19", _tabs_weg),
    ("Stempel ohne Auszeichnung", "PDF-20", _stempel),
    ("Link ohne Ersatztext", "PDF-20", _link_stumm),
    ("Feld ohne Namen", "PDF-20", _feld_stumm),
    ("Feld versteckt", "PDF-20", _feld_versteckt),
    ("Feld ohne Aussehen", "PDF-20", _feld_ohne_bild),
    ("Feld ohne Eltern", "PDF-20", _feld_verwaist),
    ("Feld im falschen Element", "PDF-20", _rename("Form", "Link")),
    ("Feld nicht im Formular", "PDF-21", _feld_ungelistet),
    ("zwei Felder gleichen Namens", "PDF-21", _feld_doppelt),
    ("Formular fehlt", "PDF-21", _drop("AcroForm")),
]


def _broken(eingriff: Eingriff) -> bytes:
    with pikepdf.open(io.BytesIO(_gut())) as datei:
        eingriff(datei)
        ziel = io.BytesIO()
        datei.save(ziel, fix_metadata_version=False)
    return ziel.getvalue()


def test_our_file_has_no_finding() -> None:
    assert pruefe_pdf(_gut(), anhang="vertrag.json") == []


def test_saving_alone_is_no_fault() -> None:
    assert pruefe_pdf(_broken(lambda _: None)) == []


@pytest.mark.parametrize(("code", "eingriff"), [pytest.param(c, e, id=n) for n, c, e in VARIANTEN])
def test_broken_variant_is_caught(code: str, eingriff: Eingriff) -> None:
    verstoesse = pruefe_pdf(_broken(eingriff))
    assert code in {v.code for v in verstoesse}
    assert all(v.meldung.endswith(".") and v.meldung[0].isupper() for v in verstoesse)


def test_attachment_must_have_the_expected_name() -> None:
    assert [v.code for v in pruefe_pdf(_gut(), anhang="daten.json")] == ["PDF-09"]


def test_unfinished_last_line_is_caught() -> None:
    assert [v.code for v in pruefe_pdf(_gut().rstrip(b"\n"))] == ["PDF-02"]


def test_foreign_version_is_caught() -> None:
    assert "PDF-02" in {v.code for v in pruefe_pdf(_gut().replace(b"%PDF-1.7", b"%PDF-2.0", 1))}


def test_every_rule_has_a_broken_variant() -> None:
    assert {r.code for r in REGELN} == {c for _, c, _ in VARIANTEN} | {"PDF-02"}
    assert len({r.code for r in REGELN}) == len(REGELN)
