"""Usenet in small: made-up posts, and a news server that serves them and can be told to fail."""

from .faults import NntpCounters, NntpFaults, NntpMode, UnknownFault
from .nntp import NntpServer
from .par2 import Par2
from .posts import POSTED, Post, PostedFile, lost_post, make_post, make_release, video
from .store import Article, ArticleStore
from .tools import ToolMissing, find_tool, has_tool

__all__ = [
    "POSTED",
    "Article",
    "ArticleStore",
    "NntpCounters",
    "NntpFaults",
    "NntpMode",
    "NntpServer",
    "Par2",
    "Post",
    "PostedFile",
    "ToolMissing",
    "UnknownFault",
    "find_tool",
    "has_tool",
    "lost_post",
    "make_post",
    "make_release",
    "video",
]
