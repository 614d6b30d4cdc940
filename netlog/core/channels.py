"""The channel that the words of a note speak of."""

from __future__ import annotations

import re
from functools import cache

from netlog.core.model import Channel


@cache
def _channel_pattern() -> re.Pattern[str]:
    """One named group a channel. Teams, Slack and Signal are also words: see the capitals."""
    return re.compile(
        r"""(?<![\w-])(?:
        (?P<video> (?i:zoom(?:ed|ing)?|video|facetim(?:e|ed|ing)|skyp(?:e|ed|ing)|webex|hangouts?
            |(?:google|meet\.google)[ ]?meet|meet\.google|(?:on|via|over|by|ms|microsoft)[ ]teams
            |teams[ ](?:call|meeting))|Teams)
        |(?P<call> (?i:called(?![ ](?:off|it|for|in[ ]sick)\b)|(?<!on[ ])calls?(?![ ](?:for[ ]papers
            |cent(?:er|re)|to[ ]action|it|off)\b)|calling|phon(?:e|ed|ing)(?![ ]numbers?)
            |telephoned|rang|voicemail))
        |(?P<email> (?i:e-?mail(?:s|ed|ing)?|mail(?:s|ed|ing)?|inbox
            |(?:wrote|writing)[ ](?:to|back|§)))
        |(?P<message> (?i:text(?:ed|ing)|texts?[ ](?:from|to|messages?)|sms|messag(?:e|es|ed|ing)
            |whats-?app(?:ed|ped)?|slacked|dm(?:s|ed|['’]d)?|pinged|telegram|wechat|imessage
            |(?:on|via|over|by)[ ](?:text|slack|signal)|slack[ ]message)|Slack|Signal)
        |(?P<meal> (?i:lunch(?:es|ed)?|dinners?|dined|breakfasts?|brunch(?:ed)?|supper|coffees?
            |espresso|drinks?|beers?|pints?|cocktails?|tea))
        |(?P<letter> (?i:(?<!cover[ ])letters?(?![ ]of)|postcards?))
        |(?P<social> (?i:linkedin|twitter|tweet(?:s|ed)?|instagram|mastodon|bluesky|facebook
            |commented))
        |(?P<event> (?i:conferences?|meet-?ups?|(?<!third[ ])part(?:y|ies)|events?|talk[ ]at
            |weddings?|workshops?|webinars?|hackathons?|summits?|seminars?|receptions?|fairs?))
        |(?P<meeting> (?i:met|meet|meetings?(?!-free)|saw|seen|visit(?:s|ed|ing)?|walk(?:s|ed)?
            |(?:caught|catch|catching)[ -]?up|talk(?:s|ed|ing)?|spoke|discuss(?:ed|ion|ing)?
            |interview(?:s|ed)?|1:1|(?:1|one)-on-(?:1|one)|chat(?:s|ted)?|(?:bumped|ran)[ ]into
            |hung[ ]out|with[ ]§))
        )(?!\w)""",
        re.VERBOSE,
    )


def guess_channel(text: str) -> Channel | None:
    """The channel that the words speak of, None where they speak of none.

    The first one named counts (`e-mailed about lunch`), but a call or a meal by video is video,
    where one met says less than how, and meeting says least.
    """
    named = list(dict.fromkeys(match.lastgroup for match in _channel_pattern().finditer(text)))
    for group in (("video", "call", "email", "message", "meal", "letter"), ("social", "event")):
        if first := next((name for name in named if name in group), None):
            video = first in {"call", "meal"} and "video" in named
            return Channel.VIDEO if video else Channel(first)
    return Channel.MEETING if named else None
