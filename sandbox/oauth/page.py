"""The authorize page as HTML: no script, so that a person and a test fill in the same form."""

from collections.abc import Sequence
from html import escape
from urllib.parse import urlsplit

from sandbox.oauth.request import Unusable, Wanted
from sandbox.oauth.words import words_of
from sandbox.records import Json, Person


def asking(wanted: Wanted, places: Sequence[Json], who: Sequence[Person], *, is_org: bool) -> str:
    """Where, who, what the app may do then, and the two answers."""
    name = escape(wanted.app.name)
    here = next(str(one["name"]) for one in places if one["id"] == wanted.place)
    scopes = "".join(_scope(one) for one in wanted.scopes)
    body = f"""
<h1>Install <b>{name}</b> in {escape(here)}?</h1>
{_chooser(wanted, places)}
<form method="post" action="/oauth/v2/authorize">
{_kept(wanted)}
<p class="row"><label for="person">Who installs it</label>{_people(who)}</p>
{_everywhere() if is_org else ""}
<h2>What {name} asks for</h2>
<ul class="scopes">{scopes}</ul>
<p class="answers">
<button type="submit" class="button" name="decision" value="cancel">Cancel</button>
<button type="submit" class="button primary" name="decision" value="allow">Allow</button>
</p>
<p class="hint">Either way you go on to {escape(urlsplit(wanted.target).netloc)}.</p>
</form>"""
    return _whole(f"Install {wanted.app.name}", body)


def refusing(trouble: Unusable) -> str:
    body = f"""
<h1>This link cannot be used</h1>
<p>{escape(trouble.sentence)}</p>
<p class="hint">For developers: <code>{escape(trouble.error)}</code></p>"""
    return _whole("This link cannot be used", body)


def _chooser(wanted: Wanted, places: Sequence[Json]) -> str:
    if len(places) < 2:
        return ""
    links = "".join(_place(wanted, one) for one in places)
    return f'<nav aria-label="Where to install it"><h2>Where</h2><ul>{links}</ul></nav>'


def _place(wanted: Wanted, place: Json) -> str:
    current = ' aria-current="true"' if place["id"] == wanted.place else ""
    address = escape(wanted.address(team=str(place["id"])))
    return f'<li><a href="{address}"{current}>{escape(_capital(str(place["name"])))}</a></li>'


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _kept(wanted: Wanted) -> str:
    fields = {
        "client_id": wanted.app.client_id, "scope": ",".join(wanted.scopes),
        "redirect_uri": wanted.redirect_uri or "", "state": wanted.state, "team": wanted.place,
    }  # fmt: skip
    return "\n".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in fields.items()
    )


def _people(who: Sequence[Person]) -> str:
    options = "".join(
        f'<option value="{escape(one.id)}">{escape(one.real_name)}</option>' for one in who
    )
    return f'<select id="person" name="person" class="field">{options}</select>'


def _everywhere() -> str:
    return (
        '<p class="row check"><label><input type="checkbox" name="add" value="all"> '
        "Add it to all workspaces of the organization at once</label></p>"
    )


def _scope(scope: str) -> str:
    return f"<li>{escape(words_of(scope))} <code>{escape(scope)}</code></li>"


def _whole(title: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="/_page/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/_page/static/page.css">
<link rel="stylesheet" href="/_page/static/forms.css">
<link rel="stylesheet" href="/_page/static/authorize.css">
</head>
<body class="authorize">
<header class="strip"><span class="strip-title">Practice workspace</span></header>
<main>{body}
</main>
</body>
</html>
"""
