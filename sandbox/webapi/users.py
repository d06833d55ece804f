"""The directory: everybody, one person, a look-up by e-mail."""

from sandbox import people
from sandbox.problem import ApiProblem
from sandbox.records import Json, Person
from sandbox.webapi.call import Call, Method
from sandbox.webapi.conversations import listed

UNPAGED_MOST = 1000


def all_of_them(call: Call) -> Json:
    """Members, guests, bots and the deactivated; never people of other organizations."""
    world = call.world
    ours = [one for one in world.state.people.values() if not people.is_outsider(world, one)]
    if not call.arguments.get("limit") and len(ours) > UNPAGED_MOST:
        raise ApiProblem("limit_required")
    page, more = call.page(ours, default=UNPAGED_MOST)
    return {
        "members": [_shape(call, one) for one in page],
        "cache_ts": int(world.clock.now()),
        "response_metadata": more,
    }


def one_of_them(call: Call) -> Json:
    return {"user": _shape(call, people.find(call.world, call.need("user", "user_not_found")))}


def by_email(call: Call) -> Json:
    wanted = call.need("email", "users_not_found").lower()
    for person in call.world.state.people.values():
        if person.email and person.email.lower() == wanted and not person.deleted:
            return {"user": _shape(call, person)}
    raise ApiProblem("users_not_found")


def profile(call: Call) -> Json:
    person = people.find(call.world, call.text("user") or call.app.bot_user)
    return {"profile": _shape(call, person)["profile"]}


def presence(call: Call) -> Json:
    person = people.find(call.world, call.text("user") or call.app.bot_user)
    return {"presence": "away" if person.deleted else "active"}


def set_presence(_call: Call) -> Json:
    return {}


def their_conversations(call: Call) -> Json:
    person = people.find(call.world, call.text("user") or call.app.bot_user)
    mine = [one for one in call.world.state.channels.values() if person.id in one.members]
    return listed(call, mine)


def bot(call: Call) -> Json:
    for app in call.world.state.apps.values():
        if app.bot_id == call.text("bot", call.app.bot_id):
            return {
                "bot": {
                    "id": app.bot_id,
                    "deleted": not app.installed,
                    "name": app.name,
                    "updated": int(app.installed_at),
                    "app_id": app.id,
                    "user_id": app.bot_user,
                    "icons": {},
                }
            }
    raise ApiProblem("bot_not_found")


def _shape(call: Call, person: Person) -> Json:
    user = people.shape(call.world, person, email="users:read.email" in call.scopes)
    if call.flag("include_locale"):
        user["locale"] = person.locale
    return user


METHODS: dict[str, Method] = {
    "users.list": all_of_them,
    "users.info": one_of_them,
    "users.lookupByEmail": by_email,
    "users.profile.get": profile,
    "users.getPresence": presence,
    "users.setPresence": set_presence,
    "users.conversations": their_conversations,
    "bots.info": bot,
}
