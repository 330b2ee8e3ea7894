"""Made-up names: nobody's, and no nursery's that we know of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matchmaker.generate.dice import Dice


def _words(text: str) -> tuple[str, ...]:
    """The words of a list written with spaces between them."""
    return tuple(text.split())


FIRST_NAMES = _words(
    "Aisha Alice Amara Anjali Anna Beatriz Bernadette Bilal Bronwen Carla Chidi Clare "
    "Daniel David Deepa Diane Elif Emeka Esther Farah Fiona Gareth Grace Hannah Helen "
    "Imran Ines Jade Janet Joanna Karen Katarzyna Kwame Laila Leanne Lorraine Lucy "
    "Marek Maria Mei Mercy Nadia Naomi Niamh Olga Omar Patience Paula Priya Rachel "
    "Rebecca Rohan Ruth Sadia Samira Sharon Sian Sunita Tariq Teresa Tomasz Ursula "
    "Valerie Victoria Wendy Yasmin Yetunde Zainab"
)

# English-sounding place names that are surnames of nobody we know.
SURNAME_STARTS = _words(
    "Amber Birk Brack Calder Copper Dray Elder Fallow Fern Garrow Hazel Heather Iver "
    "Juniper Kestrel Lang Larch Marl Mellor Nether Oaken Penna Quill Raven Rush Sedge "
    "Silver Thorn Umber Vale Wether Wind Yarrow"
)
SURNAME_ENDS = _words(
    "beck bourne croft dene fold gate ham holt ley mere more ridge shaw stead stone "
    "thwaite ton well wick worth"
)

NURSERY_STARTS = _words(
    "Apple Bluebell Bobbin Bramble Bright Bumble Button Catkin Chestnut Clover Cobble "
    "Conker Cotton Daisy Dandelion Dapple Dragonfly Feather Firefly Foxglove Gingham "
    "Hedgehog Honey Ladybird Lantern Marigold Meadow Mossy Otter Paddle Pebble Pippin "
    "Poppy Puddle Robin Rosehip Skylark Sparrow Starling Sunny Teasel Thimble Thistle "
    "Tumble Willow Windmill Wren"
)
NURSERY_ENDS = _words(
    "Acre Barn Bridge Brook Burrow Corner Cottage Croft Dell Den Garden Glade Green "
    "Grove Hill House Lane Meadow Mill Nest Orchard Patch Path Pond Spring Steps Tree "
    "View Wood Yard"
)

KINDS_OF_NURSERY = {
    "maintained nursery school": "Nursery School",
    "school nursery": "Primary School",
    "preschool": "Preschool",
    "playgroup": "Playgroup",
    "daycare": "Day Care",
    "childcare centre": "Childcare Centre",
    "childminder": "Childminding",
    "reception class": "Infant School",
}

CHAIN_WORDS = _words(
    "Alder Anchor Aspen Beacon Beech Birch Castle Cedar Compass Crescent Elm Falcon "
    "Garnet Harbour Hawthorn Heron Holly Iris Jasper Juniper Keystone Lark Laurel "
    "Linden Magnolia Maple Maytree Mulberry Oakleaf Orchid Pearl Pine Primrose Quarry "
    "Rowan Saffron Spindle Sycamore Topaz Trellis Walnut Wicker Yew"
)
CHAIN_ENDS = _words(
    "bank bay bridge brook dale field ford grange grove hall heath hill lea mead moor "
    "park point quay rise side vale view walk water way wharf"
)


def person_name(dice: Dice) -> str:
    """A first name and a surname."""
    first = dice.pick(FIRST_NAMES)
    return f"{first} {dice.pick(SURNAME_STARTS)}{dice.pick(SURNAME_ENDS)}"


def nursery_name(dice: Dice, setting_type: str | None, usual: str = "Nursery") -> str:
    """A name that says what type of setting it is, or what settings usually are."""
    kind = KINDS_OF_NURSERY.get(setting_type or "", usual)
    return f"{dice.pick(NURSERY_STARTS)} {dice.pick(NURSERY_ENDS)} {kind}"


def chain_name(number: int, kind: str) -> str:
    """
    The name of an owner of several settings; different numbers, different names.

    >>> lap = len(CHAIN_WORDS) * len(CHAIN_ENDS)
    >>> chain_name(0, "Nurseries"), chain_name(lap, "Nurseries")
    ('Alderbank Nurseries', 'Alderbank Nurseries 2')
    """
    lap, place = divmod(number, len(CHAIN_WORDS) * len(CHAIN_ENDS))
    end, start = divmod(place, len(CHAIN_WORDS))
    name = f"{CHAIN_WORDS[start]}{CHAIN_ENDS[end]} {kind}"
    return name if lap == 0 else f"{name} {lap + 1}"
