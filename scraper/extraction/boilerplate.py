"""What stands in and about articles and is no part of them: told by marks on its boxes and by its words."""

from __future__ import annotations

import re

from scraper.markup.layout import Block, Box

_FOREIGN_MARKS = re.compile(
    r"comment|disqus|related|recommend|share|sharing|social|newsletter|subscribe|subscription|sidebar|(?:^|[\s_-])(?:nav|menu|footer|ads?|advert\w*|anzeige|promo\w*|sponsor\w*|banner|popup|modal|cookie\w*|consent|paywall)(?:[\s_-]|$)"
    r"|breadcrumb|pagination|paging|tag-?(?:list|cloud|s(?:\s|$))|author-?(?:box|bio|info|card|profile|about)|about-?author|bio-?box|read-?more|readmore|more-?(?:from|news|stories|articles)|most-?(?:read|popular)|popular|trending"
    r"|outbrain|taboola|teaser|recirc|signup|sign-up|login|toolbar|meta-?(?:data|info)|byline|dateline|timestamp|copyright|print-?only|skip-?link|screen-?reader|visually-?hidden|sr-only|carousel|slider|gallery-?nav|rating|votes|poll"
    r"|see-?also|mehr-?zum|weitere|lesen-sie|infobox-?nav|toc(?:\s|$)|table-of-contents|inhaltsverzeichnis|donat|spenden|follow|widget|jp-relatedposts|wp-block-latest|entry-footer|post-footer|article-footer|entry-meta|post-meta|article-meta|caption-credit|credit(?:\s|$)"
)
_KEEP_MARKS = re.compile(
    r"articlebody|article-?body|entry-?content|post-?content|article-?content|story-?body|post-?body|content-?body|main-?content|article-?text|has-sidebar|with-sidebar|no-sidebar|sidebar-(?:right|left|none)|(?:^|\s)(?:hentry|type-post)"
)
_NEVER = frozenset(("nav", "footer", "aside", "form", "menu", "dialog"))

_ENDINGS = re.compile(
    r"^\W*(?:related(?: (?:articles?|posts?|stories|content|links|news|topics))?|read (?:more|next|also)|more (?:from|on|in|stories|news|articles)\b.{0,40}|you (?:may|might) (?:also )?(?:like|enjoy)\b.{0,20}|recommended(?: (?:for you|reading|stories))?"
    r"|see also|latest (?:news|posts|stories)|most (?:read|popular|viewed)|trending(?: now)?|comments?(?: \(\d+\))?|\d+ (?:comments?|responses?|thoughts? on .*|kommentare?|kommentarer)|leave a (?:comment|reply)|post a comment|join the (?:conversation|discussion)|what do you think\??"
    r"|share (?:this|on|via)?\b.{0,30}|about the authors?|tags?:?|topics?:?|filed under.*|categories:?|newsletter|sign up (?:for|to)\b.*|subscribe (?:to|now|for)\b.*|follow us\b.*|support (?:us|our).{0,40}|sponsored(?: content)?|advertisement"
    r"|mehr zum thema|mehr (?:aus|von|zu)\b.{0,40}|weitere (?:artikel|beiträge|themen|meldungen|nachrichten|infos?|informationen)\b.{0,40}|das könnte (?:sie|dich) auch interessieren|auch interessant|lesen sie (?:auch|mehr)\b.{0,60}|lesetipps?|passend zum thema|ähnliche (?:artikel|beiträge|themen)|verwandte (?:artikel|themen|beiträge)"
    r"|kommentare?(?: \(\d+\))?|kommentar (?:schreiben|verfassen|hinterlassen)|schreiben? (?:sie )?einen kommentar|schreibe einen kommentar|diskutieren sie mit|artikel (?:teilen|drucken|empfehlen|kommentieren)|teilen|teile diesen.*|beitrag teilen|schlagw(?:ö|o)rt(?:er|e):?|themen:?|zur startseite|über (?:den autor|die autorin|die autoren)|quellen?:?|anzeige|meistgelesen|beliebt|aktuelle beiträge"
    r"|läs (?:mer|också|även)\b.{0,60}|relaterade?\b.{0,30}|kommentarer?|dela(?: artikeln| inlägget)?|fler (?:artiklar|inlägg|nyheter)|senaste (?:nytt|inläggen)|få nya inlägg.*|följ oss\b.*|prenumerera.*|les også|relaterte? saker|læs også|lue myös|lees ook|meer (?:over|van)\b.{0,40}|reacties"
    r"|lire aussi|à lire aussi.*|sur le même (?:sujet|thème)|articles? (?:liés?|similaires?|associés?)|commentaires?|partager|réagir|laisser un commentaire|leer (?:más|también)|te puede interesar|noticias relacionadas|artículos relacionados|más (?:noticias|información|sobre)\b.{0,30}|comentarios?|compartir|deja un(?:a respuesta| comentario)"
    r"|leggi anche|articoli correlati|potrebbe interessarti|commenti|condividi|leia (?:também|mais)|veja também|notícias relacionadas|artigos relacionados|comentários?|compartilhe|czytaj (?:też|także|również)|zobacz (?:też|także|również)|powiązane|komentarze|související|komentáře|читайте также|читайте також|по теме|комментарии|коментарі|поделиться|ilgili haberler|yorumlar"
    r"|関連記事|あわせて読みたい|コメント|シェア|人気記事|相关阅读|相关新闻|延伸阅读|评论|分享|관련기사|댓글)\W*$",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\W*(?:advertisement|anzeige|annons|reklame|annonce|publicité|publicidad|pubblicità|werbung|sponsored|ad|reklama|реклама|skip (?:to|advert).*|share|tweet|email|print|facebook|twitter|whatsapp|linkedin|pinterest|copy link|link kopieren"
    r"|teilen|drucken|merken|feedback|vorlesen|read more:?.{0,120}|lesen sie (?:auch|mehr|dazu|hier):?.{0,140}|mehr (?:dazu|zum thema|lesen):?.{0,120}|also read:?.{0,120}|see also:?.{0,120}|lire aussi ?:?.{0,140}|leia (?:também|mais):?.{0,140}|leggi anche:?.{0,140}|lee también:?.{0,140}|te puede interesar:?.{0,140}|läs (?:mer|också|även):?.{0,140}"
    r"|les (?:også|mer):?.{0,140}|læs også:?.{0,140}|lue (?:myös|lisää):?.{0,140}|lees ook:?.{0,140}|czytaj (?:też|także|również|więcej):?.{0,140}|zobacz (?:też|także|również):?.{0,140}|читайте (?:также|також):?.{0,140}|loading\.{0,3}|wird geladen\.{0,3}|continue reading.{0,60}|weiterlesen.{0,60}|open (?:this )?(?:photo|image).{0,30}|image (?:source|caption|credit).{0,80}"
    r"|(?:foto|bild|photo|image|quelle|source|picture|photograph|bildquelle|credit|credits|crédit photo|valokuva|kuva)\s*[:©(].{0,120}|©.{0,120}|copyright.{0,120}|all rights reserved.{0,60}|alle rechte vorbehalten.{0,60}|\d+ (?:min|minutes?|minuten|min\.) (?:read|lesezeit|lesedauer)|updated|published.{0,60}|veröffentlicht.{0,60}|aktualisiert.{0,60}"
    r"|sign up.{0,160}|subscribe.{0,160}|follow .{2,40} on (?:twitter|facebook|instagram|x|google news).{0,60}|newsletter.{0,120}|jetzt (?:abonnieren|anmelden).{0,80}|have a tip\?.{0,120}|click here to .{0,80}|tap here to.{0,80}|watch:? .{0,120}|video:? .{0,100}|comments?|kommentare?|0 comments|play video|video player.{0,60})\W*$",
    re.IGNORECASE,
)


def is_foreign_box(box: Box, known: dict[int, bool], *, within: Box | None = None) -> bool:
    """True when a box, or one around it (up to `within`), is marked as no part of the article.

    `known` remembers answers, for boxes are asked again and again.
    """
    walk: Box | None = box
    for _ in range(60):
        if walk is None or walk is within or walk.tag in ("body", "html"):
            return False
        answer = known.get(id(walk))
        if answer is None:
            answer = _is_marked(walk)
            known[id(walk)] = answer
        if answer:
            return True
        walk = walk.parent
    return False


def _is_marked(box: Box) -> bool:
    if box.tag in _NEVER:
        return True
    if not box.marks or box.tag in ("main", "article") or _KEEP_MARKS.search(box.marks):
        return False
    return _FOREIGN_MARKS.search(box.marks) is not None


def is_ending(block: Block) -> bool:
    """True for a line behind which nothing of the article comes: `Related articles`, `3 Kommentare`."""
    return len(block.text) < 90 and _ENDINGS.match(block.text) is not None


def is_boilerplate(block: Block) -> bool:
    """True for a line that is no part of the text wherever it stands: `Advertisement`, `Foto: …`, `Read more: …`."""
    text = block.text
    return len(text) < 200 and (_LINE.match(text) is not None or _ENDINGS.match(text) is not None)
