"""Reports of any length in shapes that newspapers do not print: what a reader must survive, and in linear time.

Each shape is a piece that is repeated; a number may stand in it, so that no two pieces need be the same.
"""

from __future__ import annotations

from collections.abc import Callable

_FR = (
    "La Turquie a condamné mardi {n} attaques contre le Mali. Selon le ministre turc Selim Arcan{n}, « la paix reste possible ». "
    "L'armée malienne a tué {n} rebelles près de Gao, a annoncé le gouvernement.\n"
)


def _repeat(piece: str, joint: str = "", head: str = "", tail: str = "") -> Callable[[int], str]:
    def build(length: int) -> str:
        parts, size, n = [head], len(head), 0
        while size < length:
            part = piece.format(n=n, letters=_letters(n)) + joint
            parts.append(part)
            size += len(part)
            n += 1
        return "".join(parts)[: length - len(tail)] + tail

    return build


def _letters(number: int) -> str:
    """A number as a word with a capital, so that each makes another name."""
    word = ""
    while number or not word:
        number, digit = divmod(number, 26)
        word += chr(ord("a") + digit)
    return word.capitalize()


SHAPES: dict[str, Callable[[int], str]] = {
    "report": _repeat(_FR),
    "english": _repeat("Turkey condemned {n} attacks on Mali on Tuesday, Foreign Minister Selim {letters}an said. The army killed {n} rebels.\n"),
    "one-paragraph": _repeat(_FR.strip() + " "),
    "one-sentence": _repeat("la Turquie a condamné mardi le Mali et le ministre turc Selim Arcan{n} a rencontré le président malien, ", head="Lundi, "),
    "no-stops": _repeat("la Turquie condamne le Mali qui attaque la France ", head="Le président dit que "),
    "relatives": _repeat("qui condamne le ministre de la Turquie ", head="Le président du Mali accuse le ministre "),
    "quotes": _repeat("« La Turquie est forte{n} », a dit le ministre Paul {letters}.\n", ),
    "open-quotes": _repeat("« Le Mali « a dit \"non\" “ et "),
    "quotes-one-line": _repeat("\"Oui\", a dit la France. "),
    "names": _repeat("Jean {letters}ov a rencontré Marie {letters}ska. "),
    "name-run": _repeat("Jean {letters} "),
    "same-name": _repeat("Selim Arcan a salué le Mali. Il a quitté Ankara. Le ministre est parti. "),
    "pronouns": _repeat("Il l'a dit et elle lui a répondu que celui-ci le ferait. "),
    "roles": _repeat("le ministre turc de la Défense, le président malien, le chef de l'armée, ", head="Selon "),
    "list": _repeat("la France, l'Italie, ", head="Les pays suivants ont signé : "),
    "dates": _repeat("mardi {n} janvier 2021, le 3 mars, depuis lundi, entre le 3 et le 5 mai, ", head="Le Mali a voté le "),
    "digits": _repeat("123456789"),
    "numbers": _repeat("{n} 000 soldats, 3,5 millions d'euros, une vingtaine, ", head="Le Mali a perdu "),
    "spelled-numbers": _repeat("deux cent mille trente et un millions vingt "),
    "brackets": _repeat("("),
    "bracket-pairs": _repeat("(a) [b] {{c}} "),
    "spaces": _repeat(" ", tail="La Turquie a condamné le Mali."),
    "newlines": _repeat("\n", head="La Turquie a condamné le Mali.", tail="Fin."),
    "spaced-words": _repeat("a          ", head="La Turquie a condamné le Mali. "),
    "short-lines": _repeat("Mali\n"),
    "short-paragraphs": _repeat("Le Mali vote.\n\n"),
    "share-lines": _repeat("Lire aussi : le Mali {n}\nPartager\nFacebook\nLe 3 mars 2021 à 10h{n}\n"),
    "section-headings": _repeat("Sources\nMali\n"),
    "long-words": _repeat(300 * "e\u0301" + " "),
    "captions": _repeat("PHOTO MALI © AFP\nLe Mali vote\n"),
    "datelines": _repeat("BAMAKO, {n} juin (Reuters) - Le Mali vote.\n"),
    "repeated": _repeat("Le Mali a condamné mardi la Turquie pour ses attaques contre le Niger et la France, selon le ministre.\n"),
    "combining": _repeat("e\u0301\u0302\u0303"),
    "combining-run": _repeat("\u0301", head="e"),
    "controls": _repeat("\x01 " + 10 * "Le Mali vote \x85\u2028\u200e "),
    "joiners": _repeat("a\u200d\u200b\ufeff"),
    "dots": _repeat("."),
    "initials": _repeat("J. F. "),
    "hyphens": _repeat("a-", head="La Turquie "),
    "elisions": _repeat("l'"),
    "dashes": _repeat("— Oui — dit le Mali "),
    "capitals": _repeat("MALI TURQUIE "),
    "one-word": _repeat("a"),
    "one-capital-word": _repeat("A"),
    "address": _repeat("a.b", head="http://"),
    "addresses": _repeat("http://mali.ml/{n} moi@mali.ml "),
    "commas": _repeat(","),
    "questions": _repeat("?! "),
    "emoji": _repeat("\U0001f1f2\U0001f1f1 "),
    "unknown-script": _repeat("मंत्री ने कहा। "),
    "wide": _repeat("土耳其谴责马里。"),
    "capital-dots": _repeat("İ"),
}  # fmt: skip
"""Name → a function from a length in characters to a report of that length."""
