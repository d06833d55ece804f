"""Every sentence of the install pages."""

from collections.abc import Mapping

from bot.installing.outcome import Installed, NotInstalled, Why

ASK_TITLE = "Baton for your workspace"
ASK_LEAD = (
    "Baton runs your mentoring program in Slack, from the first nomination to the last check-in. "
    "This is all it asks Slack for, and why."
)
ASK_NOT = "It reads no channel, and no conversation but its own with each person."
ASK_NEXT = (
    "Slack asks next which workspace, and shows the same list. Where you may not install apps, it "
    "asks somebody who may."
)
CONTINUE = "Continue to Slack"
AGAIN = "Begin again"
OPEN = "Open Baton in Slack"

NEXT_PROGRAM_MANAGER = (
    "What comes first is a program manager, who sets up the first cohort. Whoever runs Baton names "
    "one in its settings, or gives you a one-time code: type /mentoring-admin claim in Slack and "
    "enter it."
)
NEXT_TEAMS = (
    "An owner of the organization now adds Baton to its workspaces. Workspaces that had Baton "
    "before keep their own program."
)
NEXT_AS_BEFORE = "Everything goes on where it was. What fell due meanwhile is looked at anew."

_NOT: Mapping[Why, tuple[str, str]] = {
    Why.BUSY: (
        "Not now",
        "Many people are installing Baton at this moment. Please begin again in ten minutes.",
    ),
    Why.STATE: (
        "This link has been used",
        "It works once, within ten minutes, in the browser it began in. If Baton is in your "
        "workspace already, nothing more is needed; otherwise begin again.",
    ),
    Why.CANCELLED: (
        "Nothing was installed",
        "You cancelled in Slack, and Baton keeps nothing of it. You can begin again at any time.",
    ),
    Why.DECLINED: (
        "Nothing was installed",
        "Slack did not let the installation go on. An owner of your workspace can see why in its "
        "settings for apps; then begin again.",
    ),
    Why.CODE: (
        "Nothing was installed",
        "Slack's answer came too late or twice, so it no longer counts. Please begin again.",
    ),
    Why.SETTINGS: (
        "Nothing was installed",
        "Slack does not know this Baton by its settings. Whoever runs it can compare client id, "
        "client secret and redirect address with the app's page, or run baton doctor.",
    ),
    Why.AWAY: (
        "Slack did not answer",
        "Nothing was installed as far as Baton knows. Please begin again in a minute; doing it "
        "twice does no harm.",
    ),
    Why.SCOPES: ("Nothing was installed", ""),
    Why.WHOLE: (
        "Your organization has Baton already",
        "It was installed for the whole organization. An owner of the organization can add it to "
        "this workspace; nothing needs to be installed.",
    ),
    Why.UNWRITTEN: (
        "Nothing was installed",
        "Baton could not write it down. Please begin again in a minute; if this stays, whoever "
        "runs Baton can run baton doctor.",
    ),
}


def not_done(refused: NotInstalled) -> tuple[str, str]:
    """Title and sentence."""
    title, sentence = _NOT[refused.why]
    if refused.why is Why.SCOPES:
        sentence = (
            f"Slack did not grant {', '.join(refused.lacking)}, which Baton cannot do without. "
            "Whoever runs Baton can bring the app up to date from its manifest; then begin again."
        )
    return title, sentence


def done_title(done: Installed) -> str:
    return f"Baton is in {done.name}"


def done_next(done: Installed) -> tuple[str, ...]:
    next_up = NEXT_AS_BEFORE if done.is_managed else NEXT_PROGRAM_MANAGER
    return (NEXT_TEAMS, next_up) if done.is_org_wide else (next_up,)
