"""How people answer in Dutch."""

from typing import Final

from ..parsed import MediaType
from .words import ReplyWords, counted, phrases, qualities, words

DUTCH: Final = ReplyWords(
    yes=phrases("""
        ja|jawel|jep|ja graag|ja alsjeblieft|ja hoor|oké|oke|ok|okay|natuurlijk|zeker|tuurlijk|klopt
        precies|juist|inderdaad|dat klopt|doe maar|ja doe maar|doe dat|doe het|ga je gang|ga door|voeg hem toe
        voeg ze toe|ja voeg toe|download hem|ja die|bevestig|bevestigd|akkoord|in orde|waarom niet
        dat is hem|dat is de juiste|absoluut
    """),
    yes_alone=phrases("die|die wel|goed|prima|graag|alsjeblieft|perfect|voeg toe"),
    no=phrases("""
        nee|neen|nee bedankt|nee dank je|nee niet die|nee die niet|dat klopt niet
        dat is hem niet|niet doen|niet toevoegen|liever niet|zeker niet
        absoluut niet|wil ik niet|klopt niet
    """),
    no_alone=phrases(
        "geen van beide|geen van beiden|geen|geen enkele|fout|verkeerd|de verkeerde|niet die|die niet"
    ),
    forget=phrases("""
        vergeet het|vergeet maar|vergeet het maar|laat maar|laat het|laat maar zitten|annuleer|annuleren|annuleer dat|stop
        stop maar|breek af|afbreken|maakt niet uit|niets|nee laat maar|nee vergeet het|nee stop|niet nu|later|misschien later
        sla over|overslaan|toch niet|nee toch niet|hou op|genoeg
    """),
    again=phrases("""
        wat|hoe|pardon|sorry|wat zeg je|wat zei je|herhaal|herhaal dat|nog een keer|nog eens|opnieuw|kun je dat herhalen
        welke|welke zijn er|welke zijn dat|wat zijn de opties|wat was de vraag|wat bedoel je|ik verstond je niet
    """),
    both=phrases("beide|allebei|beiden|alle twee|alle drie|beide graag|allebei graag"),
    leads=phrases("""
        eh|ehm|hm|oh|ach|nou|dus|en|maar|of|dan|misschien|alsjeblieft|alleen|liever|eigenlijk|gewoon|ik denk|ik geloof
        ik bedoel|ik bedoelde|ik zei|ik wil|ik wou|ik wil graag|ik neem|we nemen|neem|geef me|geef mij|maak er|doe|het is
        dat is|dat zou|ik heb liever|ik kies|kies|maar dan|maar alleen|maar liever|maar wel|wel|voeg toe|download
    """),
    tails=phrases("alsjeblieft|graag|bedankt|dan|nu|liever|denk ik|maar|toe|van|bedoel ik"),
    fillers=words("""
        de het een van uit in is was met als voor nummer optie keuze antwoord welke versie jaar alsjeblieft kwaliteit
        resolutie ik mij me alleen te en maar genaamd getiteld uitgebracht gemaakt die dat deze dit er om
    """),
    ordinals=counted("""
        eerste/1e/1ste tweede/2e/2de derde/3e/3de vierde/4e/4de vijfde/5e/5de zesde/6e zevende/7e achtste/8e negende/9e tiende/10e
    """),
    numbers=counted("een twee drie vier vijf zes zeven acht negen tien elf twaalf"),
    last=phrases("laatste|laatstgenoemde"),
    other=phrases("andere|ander"),
    older=phrases(
        "oude|ouder|oudere|oudste|originele|origineel|klassieker|klassieke|eerdere|vroegere"
    ),
    newer=phrases(
        "nieuwe|nieuwere|nieuwste|recente|recentere|recentste|meest recente|remake|huidige|moderne|latere"
    ),
    kinds={
        MediaType.MOVIE: phrases("film|speelfilm|bioscoopfilm"),
        MediaType.TV: phrases("serie|tv serie|televisieserie|reeks|show|programma|miniserie"),
    },
    everything=phrases("""
        alle|alles|allemaal|alle seizoenen|elk seizoen|de hele serie|hele serie|de complete serie|complete serie|helemaal
        alle afleveringen|de volledige serie|volledige serie|ze allemaal
    """),
    latest=phrases(
        "nieuwste seizoen|laatste seizoen|meest recente seizoen|huidige seizoen|nieuwe seizoen|nieuwste|laatste|meest recente"
    ),
    seasons=words("seizoen seizoenen"),
    episodes=words("aflevering afleveringen episode"),
    joiners=words("en"),
    ranges=words("tot t/m tm"),
    qualities=qualities(
        uhd="vier k|ultra hoge definitie",
        full_hd="hoge definitie|volledig hd",
        hd="",
        sd="standaarddefinitie|dvd kwaliteit",
    ),
    describing=words("met waar over van wanneer wie waarin door"),
    commands=phrases("""
        zet|doe de|doe het licht|schakel|open|sluit|dim|speel|pauzeer|start|stel|verhoog|verlaag|zeg|herinner|bel|wek
        goedemorgen|goedenacht|welterusten|hoe laat|hoe warm|hoe koud|hoeveel|wie|wanneer|waar is|waarom|is de|is het
        zijn de|wat is|kun je|zou je|activeer|deactiveer|toon|laat zien|vergrendel|ontgrendel|harder|zachter
    """),
    approve=phrases("keur goed|goedkeuren|sta toe|toestaan|ik keur goed|geef toestemming"),
    deny=phrases(
        "weiger|weigeren|wijs af|afwijzen|keur af|niet goedkeuren|niet toestaan|sta niet toe"
    ),
)
