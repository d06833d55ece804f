"""Who a token is, and taking it back."""

from sandbox import installing
from sandbox.problem import ApiProblem
from sandbox.records import Json
from sandbox.webapi.call import Call, Method


def test(call: Call) -> Json:
    """An organization's token is of no workspace; the organization stands where a team would."""
    bot = {"user": call.bot_name, "user_id": call.app.bot_user, "bot_id": call.app.bot_id}
    if call.grant and call.grant.is_org:
        organization = call.world.realm.organization or {}
        return {
            "url": f"{call.world.base_url}/",
            "team": organization["name"],
            **bot,
            "user_id": call.grant.bot_user,
            "bot_id": call.grant.bot_id,
            "team_id": organization["id"],
            "enterprise_id": organization["id"],
            "is_enterprise_install": True,
        }
    team = call.world.state.team
    enterprise = {"enterprise_id": team.enterprise_id} if team.enterprise_id else {}
    return {
        "url": f"{call.world.base_url}/",
        "team": team.name,
        **bot,
        "team_id": team.id,
        **enterprise,
        "is_enterprise_install": False,
    }


def teams(call: Call) -> Json:
    """The workspaces a token is good for: its own, or those an organization's app was added to."""
    realm, grant = call.world.realm, call.grant
    here = grant.teams if grant and grant.is_org else [call.world.state.team.id]
    page, more = call.page([realm.chosen(one).state.team for one in here])
    found = [{"id": one.id, "name": one.name} for one in page]
    return {"teams": found, "response_metadata": more}


def revoke(call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    if call.grant:
        installing.revoke_tokens(call.world, call.app, call.grant)
    return {"revoked": True}


def api_test(arguments: Json) -> Json:
    """Says back what it was given; needs no token."""
    if arguments.get("error"):
        raise ApiProblem(str(arguments["error"]), args=arguments)
    return {"args": arguments}


METHODS: dict[str, Method] = {
    "auth.test": test,
    "auth.revoke": revoke,
    "auth.teams.list": teams,
}
