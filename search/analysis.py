"""What the search knows of each language: one row a language, read by `search/text.py`.

Everything here is written as folded text reads: small letters, no accents, “’” as “'”. An ending
that only tells gender or number is rewritten to one form before the stemmer sees it, because
Snowball's stemmers expect accents, which visitors leave out, and keep the genders apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# What French adds after a point of any kind: défenseur·e·x·s, collaboratif.ve, acteur-rice.
FRENCH_ENDINGS = (
    "e|es|x|xs|s|ne|nes|le|les|lle|lles|te|tes|tte|ttes|ve|ves|ive|ives|fe|fes|se|ses|sse|sses"
    "|esse|esses|euse|euses|eure|eures|ice|ices|rice|rices|trice|trices|ere|eres|iere|ieres"
    "|elle|elles|ale|ales|aux|ux|che|ches|que|ques|ine|ines|enne|ennes|ienne|iennes|ette|ettes"
)
# The point in the middle of a word says the same in a text of any language.
EVERYWHERE = rf"(?:·(?:{FRENCH_ENDINGS})){{1,4}}"
# “defensores/as”, “trabajador(a)”, and “defensor@s”, but not the “@” of an address.
IBERIAN = r"[/·-](?:as?|os?|es)|\((?:as?|os?|es)\)s?|[@*]s?(?![\w@]|\.\w)"


@dataclass(frozen=True)
class Analysis:
    """How a language spells one word in many ways.

    `tails` is what inclusive writing hangs on a word, as a regular expression; it is cut off,
    unless one of `joined`, pairs as below, makes one word of both.
    `elided` words lose their last letter and stand before “'”; they are skipped.
    `rewrites` are pairs of a regular expression and what replaces it, tried one after another.
    `same` names the words that no rule brings together. `stop` words carry no meaning in a query,
    unless they are `accented` so. `latin` is the language in which its texts use Latin letters.
    """

    stemmer: str = ""
    tails: str = ""
    joined: tuple[tuple[str, str], ...] = ()
    elided: frozenset[str] = frozenset()
    rewrites: tuple[tuple[str, str], ...] = ()
    same: Mapping[str, str] = field(default_factory=dict)
    stop: frozenset[str] = frozenset()
    accented: frozenset[str] = frozenset()
    latin: str = ""


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def numerals(said: str, *others: str) -> dict[str, str]:
    """Return figures for the words that say them, from “two” on, in several forms of each."""
    return {
        word: str(number)
        for each in (said, *others)
        for number, word in enumerate(each.split(), 2)
        if word != "-"
    }


IBERIAN_REWRITES = (
    # “defensorxs”, “tod@s”: an x after a consonant stands for the vowel left open.
    (r"(?<=[^\W\d_aeiou])xs?$", "os"),
    (r"(?<=or)os$", "es"),
    (r"(?<=\w)gues$", "gos"),
)

ANALYSES: dict[str, Analysis] = {
    "en": Analysis(
        stemmer="english",
        tails=r"'(?:s|t|re|ve|ll|d|m)",
        # HRDs, MPs: Snowball takes what has no vowel for no word.
        rewrites=((r"^([b-df-hj-np-tv-z]{2,5})s$", r"\1"), (r"^(\d+)(?:st|nd|rd|th)$", r"\1")),
        same={
            **{"children": "child", "women": "woman", "men": "man", "people": "person"},
            **numerals(
                "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
                "fifteen sixteen seventeen eighteen nineteen twenty",
                "- third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
                "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
            ),
        },
        stop=words(
            "a an and are as at be by can do does for from how i in is it me my of on or our "
            "should that the their they this to was we what when where which who why with you your"
        ),
    ),
    "fr": Analysis(
        stemmer="french",
        tails=rf"(?:[.\-/·](?:{FRENCH_ENDINGS})){{1,4}}|\((?:{FRENCH_ENDINGS})\)s?",
        # be·lle, nouve·aux·lles, intergénérationell·aux: alone, what stands in front is no word.
        joined=(
            (r"^(\w+?)(?:ell?)?[.\-/·(](aux)(?!\w).*", r"\1\2"),
            (r"^(\w+e)[.\-/·(](lle)s?(?!\w).*", r"\1\2"),
            (r"^(\w+ea)[.\-/·(](ux)(?!\w).*", r"\1\2"),
        ),
        elided=words("l d qu n s j m t c jusqu lorsqu puisqu quoiqu quelqu"),
        rewrites=(
            # directeurices, joueureuses: both genders grown into one word.
            (r"(?<=\w{2})eur(?:ices?|euses?)$", "eur"),
            (r"(?<=\w{2})trices?$", "teur"),
            # One form for défenseur, défenseuse, défenseure, heureux, and for lieu and lieux.
            (r"(?<=\w{2})eu(?:rs?|ses?|res?|x)$", "eu"),
            (r"(?<=\w{2})i(?:ves?|fs)$", "if"),
            (r"(?<=\w)i(?:eres?|ers)$", "ier"),
            (r"(?<=\w{2})(?:eres?|ers)$", "er"),
            (r"(?<=\w{3})esses?$", "e"),
            (r"(?<=\w{2})ises?$", "is"),
            (r"(?<=\w{2})ees?$", "e"),
            # Snowball lets it stand after these two: amis, réunis, lieux become lieu above.
            (r"(?<=\w{2}[iu])s$", ""),
            (r"^(\d+)(?:e|er|ere|eme|emes)$", r"\1"),
        ),
        same={
            **dict.fromkeys(("iel", "iels", "ils", "elle", "elles"), "il"),
            **dict.fromkeys(("celleux", "celles", "celui", "celle"), "ceux"),
            **dict.fromkeys(("tous", "toute", "toutes", "toustes"), "tout"),
            **dict.fromkeys(("belle", "belles", "beaux", "bel"), "beau"),
            **dict.fromkeys(("nouvelle", "nouvelles", "nouveaux", "nouvel"), "nouveau"),
            # “neuf” is also “new”.
            **numerals(
                "deux trois quatre cinq six sept huit - dix onze douze treize quatorze quinze",
                "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme",
            ),
        },
        accented=words("sûr"),
        stop=words(
            "a au aux avec ce ces comment dans de des du elle elles en est et faire il ils je la "
            "le les leur leurs ma mes mon ne nos notre nous ou par pas peut pour pourquoi puis qu "
            "quand que quel quelle quelles quels qui quoi sa se ses si son sont sur un une vos "
            "votre vous y"
        ),
    ),
    "es": Analysis(
        stemmer="spanish",
        tails=IBERIAN,
        rewrites=IBERIAN_REWRITES,
        same={
            **dict.fromkeys(("ellos", "ella", "ellas", "elle", "elles"), "el"),
            **numerals(
                "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
                "dieciseis diecisiete dieciocho diecinueve veinte",
                "segundo tercero cuarto quinto sexto septimo octavo noveno decimo",
                "segunda tercera cuarta quinta sexta septima octava novena decima",
                "- tercer",
            ),
        },
        stop=words(
            "a al como con cual cuales cuando de del donde e el en es esta la las lo los me mi mis "
            "no nos o para por porque puede puedo que quien quienes se si sin son su sus tu un una "
            "unas unos y"
        ),
    ),
    "pt": Analysis(
        stemmer="portuguese",
        tails=IBERIAN,
        rewrites=(
            # eleições, alemães, cidadãos: the plurals of -ão.
            (r"(?<=\w{2})(?:oes|aes|aos)$", "ao"),
            *IBERIAN_REWRITES,
        ),
        same={**dict.fromkeys(("eles", "ela", "elas", "elu", "elus"), "ele")},
        stop=words(
            "a ao aos as com como da das de do dos e em esta eu na nas no nos o onde os ou para "
            "por porque posso qual quais quando que quem se sem seu seus sua suas um uma"
        ),
    ),
    "de": Analysis(
        stemmer="german",
        tails=r"[*:_/'·]-?in(?:nen)?|\(in(?:nen)?\)",
        rewrites=((r"(?<=\w{3})innen$", ""), (r"(?<=\w{2}(?:er|st|nt|or|og|at))in$", "")),
        stop=words(
            "als am an auf aus bei das dem den der des die ein eine einen einer eines fur ich im "
            "in ist kann mit oder sich sie sind und uns von was wer wie wir wo zu zum zur"
        ),
    ),
    "it": Analysis(
        stemmer="italian",
        elided=words("l d un c s m t v n all dall dell nell sull quell quest"),
        stop=words(
            "a al che chi come con cosa da del di dove e gli i il in la le lo per quando un una"
        ),
    ),
    "ar": Analysis(
        # Not Snowball's: it takes the definite article for a part of some words.
        rewrites=(
            # What grows together with a word before it: the article, “and”, “by”, “to”, “so”, “as”.
            (r"^(?:وال|فال|بال|كال|ولل|لل|ال)(?=\w{3})", ""),
            (r"^و(?=\w{3})", ""),
            (r"^[بلفك](?=\w{4})", ""),
            # Behind it: whose it is; then its number and gender.
            (r"(?<=\w{3})(?:هما|كما|ها|هم|هن|نا|كم|ه)$", ""),
            (r"(?<=\w{3})(?:ات|ان|ون|ين|يه|ه|ي|ت)$", ""),
        ),
        same=numerals(
            "اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره",
            "اثنين ثلاث اربع خمس ست سبع ثماني تسع عشر",
            "الثانيه الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره",
            "الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
        ),
        latin="en",
        stop=words(
            "في من الي علي عن ان هل ما ماذا متي اين كيف لماذا هو هي هذا هذه مع او و لا التي الذي"
        ),
    ),
    "ru": Analysis(
        stemmer="russian",
        tails=r"_ка|_ки|\(ка\)|\(ки\)|/ка|/ки",
        same=numerals(
            "два три четыре пять шесть - восемь девять десять",
            "второй третий четвертый пятый шестой седьмой восьмой девятый десятый",
            "вторая третья четвертая пятая шестая седьмая восьмая девятая десятая",
            "второе третье четвертое пятое шестое седьмое восьмое девятое десятое",
        ),
        latin="en",
        stop=words(
            "а в во для до и из или к как какие какой кто ли можно мы на не о об от по почему при "
            "с со то у что это я где когда"
        ),
    ),
    "zh": Analysis(latin="en"),
}
NOTHING_KNOWN = Analysis()


def analysis_of(language: str) -> Analysis:
    """Return what is known of a language code; “zh-hans” and “pt-br” are read as “zh” and “pt”."""
    return ANALYSES.get(language.split("-")[0], NOTHING_KNOWN)
