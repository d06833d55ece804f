"""The library: guides, agendas, tips and conversation starters, to be found and read."""

from handlers.feature import Command, Feature, Form, HomeSection, ListOf, Row, Tab, needs
from handlers.ids import Library
from handlers.shelf import listeners, views, words
from program.permissions import Act

ARTICLES = ListOf(
    name="library.articles",
    title=words.LIST_TITLE,
    form=Library.LIST,
    may=needs(Act.LIBRARY_READ),
    filters=lambda _: words.FILTERS,
    rows=listeners.rows,
    show=lambda article, _: views.row(article),
    sheet=lambda found, _: views.sheet(found),
    empty=lambda _, searched: views.nothing(searched),
    find=words.FIND,
)

FEATURE = Feature(
    name="library",
    register=listeners.register,
    forms=(Form(Library.READ, listeners.open_article),),
    commands=(
        Command(
            word="library",
            also=("handbook", "templates", "tips"),
            form=Library.LIST,
            label=words.LABEL,
            what=words.WHAT,
            may=needs(Act.LIBRARY_READ),
            row=Row.PROGRAM,
        ),
    ),
    home=(
        HomeSection(Tab.YOU, 45, listeners.for_mentees),
        HomeSection(Tab.MENTOR, 45, listeners.for_mentors),
    ),
    lists=(ARTICLES,),
    refusals=words.REFUSALS,
)
