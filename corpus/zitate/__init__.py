"""Citations in running text: find them, write them out, print them back.

What belongs to a citation: from § or Art. to the end of the law's name; `a. F.` too; a date with its gazette too, a date alone
only behind “Gesetz zur …”. Several §§ that share one law are one citation, §§ that each name a law are several. A law named
alone is a citation without places; “(SGB IX)” behind the full name is another. “in der am … geltenden Fassung” is read into
the norms but stays outside the span. Norms in commentaries are `literatur`, norms inside references to decisions are not cited.
"""

from .finden import find
from .nachbar import resolve_ueberschriften
from .zitat import Stelle, Zitat

__all__ = ["Stelle", "Zitat", "find", "resolve_ueberschriften"]
