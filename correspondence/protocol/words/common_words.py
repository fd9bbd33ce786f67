"""Words that say little by themselves: kinds of streets and houses, of schools and firms, and what anybody may write.

Each as `plain_letters` leaves it. A street is known by its name, not by being a street; a school called St Mary's by
the two words, not by being a school.
"""

from functools import lru_cache

_SPELLINGS = """
    street st str strt; road rd; close cl clo cls; avenue av ave aven avn; lane ln la; drive dr drv; gardens gdns
    gdn grdns garden; court ct crt; crescent cres cresc cr crs; terrace terr ter tce; place pl; square sq sqr;
    house hse hs; grove gr gro grv; park pk; hill hl; way wy; walk wlk wk; green grn gn; mews mws; parade pde;
    view vw; villas vlls villa; buildings bldgs bldg building; cottage cott cot; cottages cotts; farm fm; lodge
    ldg; mount mt; boulevard blvd; circus circ; estate est; fields flds field; heights hts; mansions mans; meadow
    mdw; meadows mdws; passage pass; yard yd; rise ri; row rw; north n nth; south s sth; east e; west w; saint st;
    upper upr; lower lwr; great gt gtr; little ltl; flat apartment apt fl flt; and n; centre center ctr; school
    sch schl; academy acad; primary prim; secondary sec; college coll; junior jun jnr juniors; infant inf infants;
    limited ltd; solicitors solicitor sols; brothers bros; company co
"""

STREETS = frozenset(
    {"street", "road", "close", "avenue", "lane", "drive", "gardens", "court", "crescent", "terrace", "place", "square"}
    | {"grove", "park", "hill", "way", "walk", "green", "mews", "parade", "view", "villas", "buildings", "boulevard"}
    | {"circus", "estate", "fields", "heights", "mansions", "meadow", "meadows", "passage", "yard", "rise", "row"}
    | {"alley", "approach", "bank", "bridge", "broadway", "causeway", "chase", "common", "copse", "corner", "covert"}
    | {"croft", "cross", "cut", "dale", "dell", "drove", "edge", "embankment", "end", "esplanade", "gate", "glade"}
    | {"glebe", "glen", "hollow", "leas", "link", "loan", "mead", "nook", "oval", "paddock", "paddocks", "path"}
    | {"pathway", "piece", "pightle", "quadrant", "quay", "reach", "ridge", "ride", "side", "spinney", "strand"}
    | {"vale", "warren", "wharf", "wynd", "ropewalk", "orchard", "promenade", "mount"}
)
HOUSES = frozenset(
    {"house", "cottage", "cottages", "farm", "lodge", "hall", "barn", "villa", "bungalow", "manor", "mill", "grange"}
    | {"court", "mansions", "tower", "towers", "point", "heights", "vicarage", "rectory", "farmhouse", "stables"}
    | {"annexe", "annex", "flat", "studio", "caravan", "hostel"}
)
FLATS = frozenset({"flat", "room", "unit", "floor", "block", "suite", "plot", "number", "no", "top", "ground", "first"})

COMMON_STREETS = frozenset(
    {"high", "station", "main", "park", "church", "london", "victoria", "green", "manor", "kings", "queens", "new"}
    | {"grange", "school", "mill", "north", "south", "east", "west", "the", "albert", "york", "george", "windsor"}
    | {"springfield", "richmond", "chapel", "broad", "bridge", "market", "castle", "alexandra", "king", "queen"}
    | {"stanley", "chester", "highfield", "grove", "mount", "hill", "orchard", "oak", "oxford", "cambridge"}
)
"""First words of street names that every town has: "the High Street" may be any."""

SCHOOLS = frozenset(
    {"school", "schools", "academy", "college", "primary", "junior", "infant", "high", "secondary", "grammar"}
    | {"nursery", "preschool", "prep", "preparatory", "sixth", "form", "centre", "c", "ce", "e", "of", "england", "rc"}
    | {"catholic", "church", "roman", "community", "comprehensive", "the", "and", "for", "girls", "boys", "special"}
    | {"free", "first", "middle", "upper", "lower", "trust", "federation", "voluntary", "aided", "controlled", "va"}
    | {"vc", "cofe", "coe", "foundation", "studio", "technology", "technical", "university", "international", "hall"}
    | {"independent", "childrens", "day", "pre", "all", "through", "educational", "education", "learning", "playgroup"}
)
SCHOOL_KINDS = (
    "school",
    "academy",
    "college",
    "primary",
    "junior",
    "infant",
    "high",
    "secondary",
    "grammar",
    "nursery",
)
SCHOOLS_IN_LETTERS = frozenset({"hs", "ps", "js", "gs", "cs", "ss", "jmi", "jmis", "comp", "sfc", "mat"})
"""A school's kind by its letters, after its name and in capitals: Example HS."""

FIRMS = frozenset(
    {"llp", "limited", "plc", "solicitors", "law", "legal", "lawyers", "family", "company", "partners", "partnership"}
    | {
        "associates",
        "chambers",
        "advocates",
        "group",
        "uk",
        "the",
        "and",
        "of",
        "services",
        "practice",
        "office",
        "sons",
    }
    | {"brothers", "advice", "centre", "international", "firm", "l", "p"}
)

PARTICLES = frozenset({"de", "da", "do", "dos", "del", "della", "der", "den", "van", "von", "la", "le", "el", "al"}) | {
    *(
        "bin",
        "ibn",
        "bint",
        "abu",
        "abd",
        "mac",
        "mc",
        "san",
        "ben",
        "st",
        "saint",
        "the",
        "of",
        "and",
        "ap",
        "ter",
        "di",
    )
}

_ORDINARY = """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn winter easter christmas day week month year morning
    evening north south east west upper lower new old great little high low long short broad main first second
    third last next church chapel abbey priory minster cathedral castle bridge market station park mill manor
    school college green grove hill wood woods forest field fields farm garden gardens orchard meadow meadows
    springs well wells river brook lake sea bay beach port harbour island isle rock stone sand clay chalk coal
    iron steel silver gold diamond pearl king kings queen queens prince princess duke earl lord lady bishop abbot
    priest pope saint angel crown royal regent victoria albert george william henry charles edward james john mary
    anne elizabeth alexandra alice margaret oak ash elm beech birch maple cedar willow holly hazel ivy rose lily
    daisy poppy violet heather rowan cherry apple pear plum vine thorn hawthorn lavender jasmine olive laurel fern
    moss reed rush swan robin wren lark dove eagle hawk falcon heron fox hart stag bear lion wolf badger bull
    horse lamb white black brown grey red blue amber scarlet london oxford cambridge york england britain english
    british scotland wales ireland essex kent sussex surrey norfolk suffolk reading bath sandwich battle rugby
    ware hook deal rye sale street over eye beer diss mold wick hope barking nelson lincoln washington crook
    settle bow box leek ham hove hale bury ford stroud corby lancing bolt wash sleaford worthing tooting ealing
    woking dorking epping goring tring redcar goole yarm chard mother father mum dad mummy daddy parent parents
    child children son daughter brother sister baby boy girl family families grandmother grandfather aunt uncle
    cousin carer carers guardian adviser advisor officer worker social court courts judge judges magistrates
    hearing hearings order orders report reports application case cases section act rule rules law legal solicitor
    solicitors barrister counsel cafcass council police hospital doctor nurse health visitor teacher head office
    hub team service services manager supervisor practice private public local national authority department home
    house flat room place address road lane close drive avenue way walk end he she they it we you this that these
    those there here when where who what why how the a an and or but if so no not yes all both some any each other
    another more most many much few one two three four five six seven eight nine ten my our your his her their its
    on in at by to from of for with without about after before since until during is are was were be been has have
    had do does did will would can could shall should must might please thank contact call phone email letter
    letters information concern concerns safety safe risk help support work time date hall lodge cottage barn
    tower bank cross gate view side top bottom centre corner grace faith joy charity star sun moon sky rain snow
    frost cloud storm wind fire water earth light dark love peace victory liberty union young good best better
    moved left gone away bright sharp swift wise noble strong small large big early late free open
"""
ORDINARY = frozenset(_ORDINARY.split())
"""What may stand in anybody's text with a capital and mean nothing of a person."""

MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
OF_A_MONTH = frozenset(
    {"in", "by", "until", "since", "of", "during", "last", "next", "early", "late", "mid", "end", "from", "this", "and"}
)
"""What comes before a month, as a rule."""
DWELLING = frozenset(
    {"live", "lives", "lived", "living", "move", "moved", "moves", "moving", "home", "house", "flat", "stay", "stays"}
    | {"staying", "stayed", "resides", "residing", "settled", "address", "town", "near", "outside", "rehoused"}
)
"""What makes a place of a word that is a month as well: she lives in March."""

_SETS = tuple(frozenset(group.split()) for group in _SPELLINGS.split(";"))


@lru_cache(maxsize=4096)
def spellings(word: str) -> frozenset[str]:
    """The ways in which a word of an address, a school or a firm is commonly written: `close`, `cl`; always itself."""
    return frozenset({word}).union(*(group for group in _SETS if word in group))
