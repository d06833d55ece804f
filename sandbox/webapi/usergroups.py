"""User groups: a handle for several people."""

from sandbox import people
from sandbox.ids import new_id
from sandbox.problem import ApiProblem
from sandbox.records import Json, Usergroup
from sandbox.webapi.call import Call, Method


def all_of_them(call: Call) -> Json:
    groups = [
        one
        for one in call.world.state.usergroups.values()
        if not one.disabled or call.flag("include_disabled")
    ]
    return {"usergroups": [_shape(call, one) for one in groups]}


def create(call: Call) -> Json:
    name = call.need("name")
    handle = call.text("handle") or name.lower().replace(" ", "-")
    if any(one.handle == handle for one in call.world.state.usergroups.values()):
        raise ApiProblem("handle_already_exists")
    now = int(call.world.clock.now())
    group = Usergroup(
        id=new_id("S"),
        name=name,
        handle=handle,
        description=call.text("description"),
        created=now,
        updated=now,
        created_by=call.app.bot_user,
    )
    return _changed(call, group)


def update(call: Call) -> Json:
    group = _find(call)
    group.name = call.text("name", group.name)
    group.handle = call.text("handle", group.handle)
    group.description = call.text("description", group.description)
    return _changed(call, group)


def enable(call: Call) -> Json:
    group = _find(call)
    group.disabled = False
    return _changed(call, group)


def disable(call: Call) -> Json:
    group = _find(call)
    group.disabled = True
    return _changed(call, group)


def members(call: Call) -> Json:
    return {"users": _find(call).users}


def set_members(call: Call) -> Json:
    group = _find(call)
    users = call.names("users")
    if not users:
        raise ApiProblem("no_users_provided")
    group.users = [people.find(call.world, one).id for one in users]
    return _changed(call, group)


def _find(call: Call) -> Usergroup:
    group = call.world.state.usergroups.get(call.need("usergroup", "no_such_subteam"))
    if group is None:
        raise ApiProblem("no_such_subteam")
    return group


def _changed(call: Call, group: Usergroup) -> Json:
    group.updated = int(call.world.clock.now())
    call.world.state.put(group)
    return {"usergroup": _shape(call, group, with_users=True)}


def _shape(call: Call, group: Usergroup, *, with_users: bool = False) -> Json:
    shape: Json = {
        "id": group.id,
        "team_id": call.world.state.team.id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": group.description,
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": group.updated if group.disabled else 0,
        "auto_type": None,
        "created_by": group.created_by,
        "updated_by": group.created_by,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
    }
    if call.flag("include_count"):
        shape["user_count"] = len(group.users)
    if with_users or call.flag("include_users"):
        shape["users"] = group.users
    return shape


METHODS: dict[str, Method] = {
    "usergroups.list": all_of_them,
    "usergroups.create": create,
    "usergroups.update": update,
    "usergroups.enable": enable,
    "usergroups.disable": disable,
    "usergroups.users.list": members,
    "usergroups.users.update": set_members,
}
