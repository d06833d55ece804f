"""Who a token is, and taking it back."""

from sandbox import apps
from sandbox.problem import ApiProblem
from sandbox.records import Json
from sandbox.webapi.call import Call, Method


def test(call: Call) -> Json:
    team = call.world.state.team
    return {
        "url": f"{call.world.base_url}/",
        "team": team.name,
        "user": call.bot.name,
        "team_id": team.id,
        "user_id": call.app.bot_user,
        "bot_id": call.app.bot_id,
        "is_enterprise_install": False,
    }


def revoke(call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    apps.revoke_tokens(call.world, call.app)
    return {"revoked": True}


def api_test(arguments: Json) -> Json:
    """Says back what it was given; needs no token."""
    if arguments.get("error"):
        raise ApiProblem(str(arguments["error"]), args=arguments)
    return {"args": arguments}


METHODS: dict[str, Method] = {"auth.test": test, "auth.revoke": revoke}
