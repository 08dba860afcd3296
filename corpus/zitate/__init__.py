"""Citations in running text: find them, write them out, print them back.

What belongs to a citation: from § or Art. to the end of the law's name; `a. F.` too; a date with its gazette too, a date alone
only behind “Gesetz zur …”. Several §§ that share one law are one citation, §§ that each name a law are several. A law named
alone is a citation without places; “(SGB IX)” behind the full name is another. “in der am … geltenden Fassung” is read into
the norms but stays outside the span. Norms in commentaries are `literatur`, norms inside references to decisions are not cited.

Which places a law at the end governs: all of a list (“§ 3 und § 36 SGB XI”), unless a § names its own text (“§ 3 dieses
Vertrages”), or begins anew: with a preposition of its own, or an article behind “sowie”, and a number that falls back
(“§§ 295, 302 sowie nach § 105 SGB XI”). Inside a law (`gesetz=`) falling back behind “und”, “oder”, “sowie” is enough.
“seinem Absatz 2” and “mit Ausnahme von Absatz 5” lie in the § just named. An article without a law stays without one
inside a law that counts in §§. What a text abbreviates itself (“Landesrahmenvertrag (LRV)”) is cited from there on.
"""

from .finden import find
from .schritt import ABSATZENDE
from .ueberschrift import resolve_ueberschriften
from .zitat import Normstelle, Zitat

__all__ = ["ABSATZENDE", "Normstelle", "Zitat", "find", "resolve_ueberschriften"]
