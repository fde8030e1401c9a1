"""How other countries write addresses, number plates and telephone numbers: patterns that hint.

Tried without regard to case, by :mod:`workers.free_text.loose_forms`.
"""

_FIRST = r"(?-i:[A-ZÀ-ÞŁŚŻŹĆŞİ])"
_WORD = (
    rf"(?:{_FIRST}[\w'’.-]+|d[aeiou]s?|del|della|dell['’]\w+|des|du|de\s+la|l[aeo]s?|y|und"
    r"|d['’]\w+)"
)
_NAME = rf"(?:{_WORD}\s+){{0,4}}{_FIRST}[\w'’.-]*"
_NUMBER = (
    r"(?:n[.ºo°]{1,2}\s?|nr\.?\s?|s/n|kv\.?\s?)?\d{1,5}"
    r"(?:\s?[a-z]\b(?!\.)|\s?(?:bis|ter|quater))?(?:\s?[-/]\s?\d{1,4}[a-z]?)*"
)
_PART_WORD = (
    r"(?:aptos?|ap|apt|apart|appt|dpto|depto|dep|piso|pta|puerta|esc|escalera|int|interno|scala|sc"
    r"|bât|bat|bte|boîte|étage|etage|esc|lgh|tr|og|ug|eg|dg|whg|wohnung|stock|stg|top|hh|vh|m|lok"
    r"|lokal|kl|et|etj|tv|th|mf|blok|block|bloco|bl|torre|casa|andar|fração|dto|esq|dcha|izda|fte"
    r"|bus|hs|huis|kat|daire|no|kv|korp|wohn|porte|bldg|tower)"
)
_PART = (
    rf"(?:,?\s*(?:\d{{1,2}}[.ºª°]{{0,2}}\s?)?\b{_PART_WORD}\b\.?\s?(?:n[.º°]\s?)?(?:\d{{1,4}}\s?[a-z]?|(?-i:[A-Z]))?(?!\w)"
    r"|,?\s*\d{1,2}(?:[.ºª°]{1,2}\s?[a-z]?|[aontr])(?!\w))"
)
_NO_LENGTH = r"(?!\s?(?:mm|cm|ml|mg|mcg|x\s?\d|%|kv|fr?)\b)(?![.,]\d)"
_STREET_FIRST = (
    r"(?:rua|r|carrer|kalea|ulitsa|prospekt|travessa|tv|praça|praca|largo|alameda|estrada|rodovia|avenida|avda|av|calle|c/"
    r"|carrera|cra|paseo|plaza|pza|ronda|camino|via|viale|v\.le|piazza|p\.za|corso|c\.so|vicolo"
    r"|strada|str|bulevardul|bd|blvd|calea|ul|ulica|al|aleja|os|osiedle|pl|plac|rue|avenue"
    r"|boulevard|chemin|allée|impasse|place|quai|route|jalan|jl|lorong|am|an\s+der|auf\s+der|im)"
)
_NUMBER_FIRST = (
    r"(?:rue|avenue|av|boulevard|bd|bld|chemin|ch|allée|all|impasse|imp|place|quai|route|rte|cours"
    r"|passage|sentier)"
)
_STREET_LAST = (
    r"(?:straat|laan|plein|gracht|kade|singel|dijk|steeg|straße|strasse|str|gasse|allee|platz|damm"
    r"|ufer|weg|stieg|gatan|vägen|gränd|gata|veien|vegen|vei|gaten|vej|gade|stræde|katu|polku|kuja)"
)

STREETS = (
    # Rua das Acácias 77, ap 12; Calle Mayor 14, 3º B; ul. Długa 7 m. 12.
    rf"(?<![\w/]){_STREET_FIRST}\.?\s+{_NAME},?\s+{_NUMBER}{_NO_LENGTH}{_PART}{{0,3}}",
    # Flat 3/2, 44 Byres; Rte 9 box 114.
    rf"\b(?:flat|apt|unit|house)\.?\s?\d{{1,4}}[a-z]?(?:/\d{{1,3}})?,\s?\d{{1,4}}[a-z]?\s{_FIRST}\w+",
    r"\b(?:rte|rr|rural\s+route|star\s+route|hc|hwy)\.?\s?\d{1,3},?\s+box\s+\d{1,5}\b",
    # 8 Mill La: the street's own word cut short.
    rf"\b\d{{1,4}}[a-z]?\s(?:{_FIRST}[\w'’.-]+\s){{1,2}}"
    r"(?-i:La|Cl|Cres|Gdns|Sq|Pl|Terr?|Tce|Av|Dve?|Crt|Ct|Pde|Cct|Esp|Hts|Gr|Gro|Bldgs|Wy|Cir|Trl|Wlk|Pk)\b\.?",
    # Plot 14, Sector 9; H.No. 4-7-112, Lane 3.
    r"\b(?:plot|sector|h\.?\s?no|hse|d\.?\s?no|door|shop|qtr|erf|stand|villa|gali|khasra|site|survey)\b"
    rf"\.?\s*(?:no\b\.?\s*)?#?{_NUMBER}{_NO_LENGTH}"
    r"(?:,\s*(?:plot|sector|phase|block|stage|cross|main|lane|street|road|floor|pocket|rt|rw)"
    rf"\b\.?\s*(?:no\b\.?\s*)?{_NUMBER}){{0,3}}",
    # 12 rue des Lilas, bât. C.
    rf"(?<![\w/.]){_NUMBER},?\s+{_NUMBER_FIRST}\.?\s+{_NAME}{_PART}{{0,3}}",
    # Kerkstraat 118-2; Storgatan 4 B, lgh 1102.
    rf"\b{_FIRST}[\w-]+{_STREET_LAST}\.?\s+{_NUMBER}{_NO_LENGTH}{_PART}{{0,3}}",
    # Karl Johans gate 12; Váci utca 5; Atatürk Caddesi 14/3.
    rf"\b(?:{_FIRST}[\w.-]+\s+){{1,2}}(?:gate|gata|utca|út|tér|cad(?:desi)?|sok(?:ak)?|mah|ulice|třída)\.?"
    rf"\s+(?:no:?\s?)?{_NUMBER}{_NO_LENGTH}{_PART}{{0,3}}",
)

_COUNTY = (
    r"(?:beds|berks|bucks|cambs|ches|cumb|derbys|glos|gloucs|hants|herefs|herts|hunts|lancs|leics"
    r"|lincs|middx|mddx|norf|northants|northumb|nthmb|nthld|notts|oxon|salop|shrops|soms|staffs"
    r"|suff|warks|westm|wilts|worcs|[nsew]?\.?\s?yorks|[ew]\.?\s?sussex|clwyd|glam|pembs|carms"
    r"|caerns|denbs|aberd|berwicks|renfs|lanarks|co\.?\s+(?-i:[A-Z])\w+)"
)
COUNTIES = (
    # With the town before it: Boston (Lincs); Luton, Beds.
    rf"(?:{_FIRST}[\w'’-]+\s?)?\((?P<id>{_COUNTY})\.?\)",
    rf"(?P<id>{_FIRST}[\w'’-]+)\s?\({_COUNTY}\.?\)",
    rf",\s(?P<id>(?-i:(?=[A-Z])){_COUNTY})(?!\w)",
)

PLATES = (
    r"(?<![\w-])(?-i:[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4})(?![\w-])",  # India
    r"(?<![\w-])(?!\d{2}\s?[MFYX]\b)(?-i:\d{2}[ -]?[A-Z]{1,3}[ -]?\d{2,4}(?:[ -]?[A-Z]{1,2})?)"
    r"(?![\w-]|\s?(?:mg|ml|mm)\b)",
    r"(?<![\w-])(?-i:[A-Z]{2}[ -]\d{2,3}[ -][A-Z]{2})(?![\w-])",  # France, Italy, Portugal
    r"(?<![\w-])(?-i:[A-Z]{1,3}[ -][A-Z]{1,2} \d{1,4}[EH]?)(?![\w-])(?=[^%]{0,3})"
    r"(?<=(?:car|van|lorry|truck|bike|plate|reg|by|cab|taxi|kfz|kennz\.?|scooter|driving)\W.{2,12})",
    r"(?<![\w-])(?-i:(?=[A-Z-]*\d)(?=[\d-]*[A-Z])(?:[A-Z]{1,3}|\d{1,3})(?:-(?:[A-Z]{2,3}|\d{1,3})){2})"
    r"(?![\w-])",  # the Netherlands, Portugal
    r"(?<![\w-])(?-i:[A-Z]{2,3} \d{3}[ -]\d{3})(?![\w-])",
    r"(?<![\w-])(?-i:[A-Z]{3} \d{2}[A-Z])(?![\w-])",
    # Half of one: the plate ended in 7 KLP.
    r"\b(?:plates?|regn?|rego|registration|partial)\b[^;,\n]{0,20}?\W"
    r"(?P<id>(?-i:\d{1,4}[ -]?[A-Z]{1,4}|[A-Z]{1,4}[ -]?\d{1,4}))(?![\w-])",
    # What somebody went by: flew BA 117.
    r"\b(?:flew|flight|flying|train|bus|tram|ferry)\s+(?:no\.?\s*|#)?"
    r"(?P<id>(?-i:[A-Z]{0,3})\s?\d{1,4})(?!\w)",
    # On a back: #23 for the Warriors.
    r"(?<!\w)#\s?(?P<id>\d{1,3})(?=\s+(?:for|of|on|from|in)\s)",
)  # fmt: skip
"""With the figures in groups that neither a stage nor a dose has."""

PHONES = (
    r"(?<![\w.])(?=\(\d{1,5}\)(?:\D?\d){6})\(\d{1,5}\)[ -]?\d{2,5}(?:[ -]?\d{2,5}){0,3}(?![\w.]\d)",
    r"(?<![\w.])\(0[ ]?\d{1,4}\)[ -]?\d{2,5}(?:[ -]?\d{2,5}){0,3}(?!\w)",
    r"(?<![\w.])\+?(?:\d[ .-]?){7,}\s*"
    r"(?:x|extn?|extension|poste|durchwahl|dw|ramal|anexo)\.?\s?\d{1,5}"
    r"(?!\w)",
)
"""With the area's code in brackets, or with an extension."""

COMPANIES = (
    rf"{_FIRST}[\w'’&-]+(?:\s(?:&\s)?{_FIRST}[\w'’-]+){{0,3}},?\s(?-i:[Ss]p\.?\s?z\s?o\.?\s?o\.?|s\.r\.o\.?"
    r"|a\.s\.|d\.o\.o\.?|[Ss]\.r\.l\.?|S\.p\.A\.?|S\.[AL]\.|[BN]\.V\.|GmbH(?:\s&\sCo\.?\sKG)?|A/S|ApS|OHG"
    r"|e\.[KV]\.|Pty\.?\sLtd|S/A|Ltda|Kft|Zrt|Oyj?)(?!\w)",
)
"""By what the law of their country has them add to their name."""
