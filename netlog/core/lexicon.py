"""Words that tell names from other words in a sentence. English, as the sentences are."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, for the lists below."""
    return frozenset(text.split())


TITLES = word_set("mr mrs ms mx dr prof professor sir dame aunt uncle herr frau coach")
SUFFIXES = word_set("jr sr ii iii iv phd md mba esq")

CALENDAR_WORDS = word_set(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue tues wed thu thur thurs fri sat sun spring summer autumn winter"
)

# Words that stand between names and are no part of them, even with a capital.
FUNCTION_WORDS = word_set(
    "a about after again all also am an and any are as at back be because before both but by call "
    "called coffee dear didnt dinner do dr email emailed finally for from get got had has have he "
    "hello her hey hi him his how i if in into is it its just last let lunch me meet meeting met "
    "my never new next no not now of off ok on once or our out over re said saw see she so still "
    "than thank thanks that the their them then there they this to today told tomorrow tonight "
    "until up us via visited w was we were what when where which while who why with yes yesterday "
    "you your zoom"
)

# First names and surnames that are also words. Spelled out, since no list of names tells how
# common the word is.
WORD_NAMES = (
    CALENDAR_WORDS
    | FUNCTION_WORDS
    | word_set(
        "ace amber angel art ash autumn baker barber basil bay bear bell best bill bird bishop "
        "black blue bond booth boss brook brooks brown buck bush butler can case chance chase "
        "chip christian clay cliff cook coral cross crystal daisy dale dash dawn day de dean dick "
        "don drew duke earl early east faith fern field fields finch fisher ford forest foster "
        "fox frank free french gale gay gene ginger glen glory gold good grace grant gray green "
        "grey guy hall harmony hazel heath hill holly hope hunt hunter iris ivy jack jade jay "
        "jewel josh joy king kit lake lane lark law le lee light lily little long love luck mark "
        "marsh mason max mercy miles mill miller misty moon moor moss myrtle nick noble norm "
        "north nova olive opal page park pat patience pearl peg penny pierce pike pine piper pool "
        "pope poppy porter pray price prince rain rainbow ray red reed rice rich rob robin rock "
        "rod rose ruby rue rusty sage sailor sandy sharp short skip sky small smart snow song "
        "south star stark steel sterling stone storm strong sue summer swan swift tate tiger town "
        "van violet wade walker wall ward waters web welcome west white wild will winter wise "
        "wolf wood woods worth wright young"
    )
)
