"""Governance: roles, and the first program manager."""

from handlers.feature import Command, Feature, Form, HomeSection, Row, Tab, needs
from handlers.governance import words
from handlers.governance.listeners import (
    home_buttons,
    open_claim,
    open_line,
    open_roles,
    register,
    roles_part,
)
from handlers.governance.messages import MESSAGES
from handlers.ids import Governance
from program.actor import Role
from program.permissions import Act

FEATURE = Feature(
    name="governance",
    register=register,
    forms=(
        Form(Governance.ROLES, open_roles),
        Form(Governance.LINE, open_line),
        Form(Governance.CLAIM, open_claim),
    ),
    commands=(
        Command(
            word="roles",
            form=Governance.ROLES,
            label="Roles",
            what="who is program manager, liaison or sponsor, and of which program",
            may=needs(Act.GOVERNANCE_GRANT),
            admin=True,
            row=Row.PROGRAM,
            whose=Role.PROGRAM_MANAGER,
        ),
        Command(
            word="claim",
            form=Governance.CLAIM,
            label="First program manager",
            what="become the first program manager with the code of `baton doctor`",
            may=needs(Act.GOVERNANCE_CLAIM),
            admin=True,
            row=Row.PROGRAM,
            listed=False,
        ),
    ),
    home=(HomeSection(Tab.PROGRAM, 40, roles_part),),
    home_buttons=home_buttons,
    messages=MESSAGES,
    refusals=words.REFUSALS,
)
