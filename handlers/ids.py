"""Every command, callback, action and shared block id, as `feature.thing.verb`.

First what all share, then each feature as a cohort comes to it.

An id says what is pressed, never what it is about: ids of things travel in a button's value or a
view's `private_metadata`, and are never trusted.
"""

from enum import StrEnum


class Command(StrEnum):
    """The two words people type."""

    MENTORING = "/mentoring"
    ADMIN = "/mentoring-admin"


class Shortcut(StrEnum):
    """Global and message shortcuts, as named in the manifest."""

    OPEN_MENTORING = "launcher.shortcut.open"
    NOMINATE = "nominations.shortcut.nominate"
    NOMINATE_AUTHOR = "nominations.shortcut.author"
    PAUSE = "requests.shortcut.pause"
    LOG_CHECK_IN = "check_ins.shortcut.log"


class Field(StrEnum):
    """The one action id inside every input: its block id says which field it is."""

    VALUE = "field.value"


class Launcher(StrEnum):
    VIEW = "launcher.view"
    OPEN = "launcher.view.open"
    """Opens the launcher from a message."""
    HELP = "launcher.help.open"


class Home(StrEnum):
    TAB_YOU = "home.tab.you"
    TAB_MENTOR = "home.tab.mentor"
    TAB_SPONSOR = "home.tab.sponsor"
    TAB_PROGRAM = "home.tab.program"
    MORE = "home.more"
    """Any `More` menu: each of its entries names the form it opens."""
    INBOX = "home.inbox.open"
    """All that waits for the program team."""
    LINK = "home.page.link"
    """A button that only leads to Home; Slack tells of its press all the same."""
    NOTICE_VIEW = "home.notice"
    """A small view that only says something."""


class Lists(StrEnum):
    """The frame of every list of the program team."""

    VIEW = "lists.view"
    FILTER = "lists.filter"
    PREVIOUS = "lists.previous"
    NEXT = "lists.next"
    DOWNLOAD = "lists.download"


class People(StrEnum):
    READERS_VIEW = "people.readers"
    READERS = "people.readers.open"
    """Who sees what."""


class Governance(StrEnum):
    ROLES_VIEW = "governance.roles"
    ROLES = "governance.roles.open"
    ROLE_END = "governance.role.end"
    LINE = "governance.line.open"
    """Who follows in a program."""
    LINE_VIEW = "governance.line"
    CLAIM_VIEW = "governance.claim"
    CLAIM = "governance.claim.open"


class Rosters(StrEnum):
    """The roster: files, what they would change, the people, whose account is whose."""

    APPLY = "rosters.apply"
    CHECKED = "rosters.checked.open"
    CHECKED_VIEW = "rosters.checked"
    IMPORT = "rosters.import.open"
    IMPORT_VIEW = "rosters.import"
    PEOPLE = "rosters.people.open"
    QUESTION = "rosters.question.open"
    QUESTION_VIEW = "rosters.question"
    READ = "rosters.read"
    SHEET = "rosters.sheet"
    STOP = "rosters.stop"
    TIE = "rosters.tie.open"
    TIE_VIEW = "rosters.tie"


class Cohorts(StrEnum):
    """Programs, cohorts and what they ask of nominees."""

    CHARTER = "cohorts.charter.open"
    CHARTER_VIEW = "cohorts.charter"
    FORM_VIEW = "cohorts.form"
    NEW_COHORT = "cohorts.cohort.open"
    NEW_PROGRAM = "cohorts.program.open"
    AIMS_VIEW = "cohorts.aims"
    """The second step of a new program or cohort."""
    FORM_BACK = "cohorts.form.back"
    FORM_AFRESH = "cohorts.form.afresh"
    SETTINGS = "cohorts.settings.open"
    SETTINGS_VIEW = "cohorts.settings"
    """What stands in a cohort, part by part."""
    PROGRAM = "cohorts.program_settings.open"
    PROGRAM_VIEW = "cohorts.program_settings"
    DAYS = "cohorts.days.open"
    DAYS_VIEW = "cohorts.days"
    RHYTHM = "cohorts.rhythm.open"
    RHYTHM_VIEW = "cohorts.rhythm"
    CRITERIA = "cohorts.criteria.open"
    CRITERIA_VIEW = "cohorts.criteria"
    PURPOSE = "cohorts.purpose.open"
    PURPOSE_VIEW = "cohorts.purpose"
    WORD = "cohorts.word.open"
    WORD_VIEW = "cohorts.word"
    CONTACTS = "cohorts.contacts.open"
    CONTACTS_VIEW = "cohorts.contacts"
    PULSE = "cohorts.pulse.open"
    """Who reads what comes of a pulse."""
    PULSE_VIEW = "cohorts.pulse"
    COMPETENCIES = "cohorts.competencies.open"
    COMPETENCIES_VIEW = "cohorts.competencies"
    COMPETENCY = "cohorts.competency.open"
    COMPETENCY_VIEW = "cohorts.competency"
    COMPETENCY_REMOVE = "cohorts.competency.remove"
    OPEN_NOW = "cohorts.nominations.begin"
    TELL_ME = "cohorts.opening.wish"


class Conduct(StrEnum):
    """The code of conduct, and conflicts of interest."""

    CHECK_VIEW = "conduct.check"
    CODE_VIEW = "conduct.code"
    CONFLICT = "conduct.conflict.open"
    CONFLICTS = "conduct.conflicts.open"
    CONFLICT_VIEW = "conduct.conflict"
    DISCLOSE = "conduct.disclose.open"
    DISCLOSE_VIEW = "conduct.disclose"
    READ = "conduct.read.open"
    WITHDRAW = "conduct.withdraw"


class Nominations(StrEnum):
    """Putting oneself forward, and deciding."""

    ADD = "nominations.add.open"
    ADD_VIEW = "nominations.add"
    DECIDE = "nominations.decide.open"
    DECIDE_VIEW = "nominations.decide"
    MINE = "nominations.mine.open"
    MINE_VIEW = "nominations.mine"
    QUEUE = "nominations.queue.open"
    REVIEW = "nominations.review.open"
    REVIEW_VIEW = "nominations.review"
    SELF = "nominations.self.open"
    SELF_BACK = "nominations.self.back"
    SELF_CHOOSE_VIEW = "nominations.self_choose"
    SELF_COHORT = "nominations.self.cohort"
    SELF_EVIDENCE_VIEW = "nominations.self_evidence"
    SELF_RESUME = "nominations.self.resume"
    SELF_VIEW = "nominations.self"
    STATUS = "nominations.status.open"
    STATUS_VIEW = "nominations.status"
    WITHDRAW = "nominations.withdraw"
    AGAIN = "nominations.again"
    """Asks a nominee once more who did not answer in time."""
    BULK = "nominations.bulk.open"
    BULK_BACK = "nominations.bulk.back"
    BULK_PREVIEW_VIEW = "nominations.bulk_preview"
    BULK_VIEW = "nominations.bulk"
    CANDIDATES = "nominations.candidates.open"
    CONSENT = "nominations.consent.open"
    CONSENT_VIEW = "nominations.consent"
    NO = "nominations.consent.no"
    OTHER = "nominations.other.open"
    OTHER_BACK = "nominations.other.back"
    OTHER_RATINGS_BACK = "nominations.other.ratings_back"
    OTHER_RATINGS_VIEW = "nominations.other_ratings"
    OTHER_RESUME = "nominations.other.resume"
    OTHER_VIEW = "nominations.form"
    OTHER_WORDS_VIEW = "nominations.other_words"
    TAKE_BACK = "nominations.take_back"
    THEIRS = "nominations.theirs.open"
    """A nomination of a colleague, for who put them forward."""
    THEIRS_VIEW = "nominations.theirs"
    VIEW = "nominations.view.open"
    VIEW_CONFLICT = "nominations.view.conflict"
    VIEW_VIEW = "nominations.view"
    VOICE = "nominations.voice.open"
    VOICE_VIEW = "nominations.voice"
    VOICE_WITHDRAW = "nominations.voice.withdraw"
    YES = "nominations.consent.yes"


class Mentors(StrEnum):
    """Offering to mentor, being invited to, one's places, and the roster."""

    BACK = "mentors.offer.back"
    CHOOSE_VIEW = "mentors.choose"
    COHORT = "mentors.offer.cohort"
    DECLINE = "mentors.decline"
    INVITE = "mentors.invite.open"
    INVITE_VIEW = "mentors.invite"
    LEAVE = "mentors.leave"
    LIST = "mentors.roster.open"
    OFFER = "mentors.offer.open"
    OFFER_MORE_VIEW = "mentors.offer_more"
    OFFER_VIEW = "mentors.offer"
    PLACES = "mentors.places.open"
    PLACES_VIEW = "mentors.places"
    READ = "mentors.read.open"
    READ_VIEW = "mentors.read"
    RESUME = "mentors.offer.resume"


class Profiles(StrEnum):
    """My profile on each side, wishes and avoid list, about me."""

    ABOUT = "profiles.about.open"
    ABOUT_VIEW = "profiles.about"
    AIMS_BACK = "profiles.aims.back"
    AIMS_VIEW = "profiles.aims"
    """The second step of a mentee: where they are and where they want to be."""
    CHOOSE_VIEW = "profiles.choose"
    KEPT_VIEW = "profiles.kept"
    LIST = "profiles.list.open"
    """All profiles, for the program team."""
    MENTEE_VIEW = "profiles.mentee"
    MENTOR_VIEW = "profiles.mentor"
    OPEN = "profiles.profile.open"
    """My profile; with ids of a cohort and a side, that one."""
    OPENS_BACK = "profiles.opens.back"
    OPENS_VIEW = "profiles.opens"
    """The second step of a mentor: what they know and can open."""
    READ = "profiles.read.open"
    READ_VIEW = "profiles.read"
    REST_BACK = "profiles.rest.back"
    REST_VIEW = "profiles.rest"
    """The third step of a mentee."""
    RESUME = "profiles.profile.resume"
    WISHES = "profiles.wishes.open"
    WISHES_VIEW = "profiles.wishes"


class Matching(StrEnum):
    """Finding the best pairs of a cohort, asking why, and changing them by hand."""

    ALLOW = "matching.allow"
    """Takes a veto back."""
    BACK = "matching.back"
    """After a run made again: the draft before it."""
    BOARD = "matching.board.open"
    BOARD_VIEW = "matching.board"
    CHOOSE_VIEW = "matching.choose"
    EXPLAIN = "matching.explain.open"
    GO = "matching.board.go"
    """Answers the search for a mentee, as MENTOR does for mentors."""
    KEEP = "matching.keep"
    LOCK = "matching.lock"
    MENTEE_VIEW = "matching.mentee"
    MENTOR = "matching.why_not.mentor"
    NEXT = "matching.board.next"
    OPEN = "matching.open"
    """From Home: the draft there is, or the first run."""
    PREVIEW = "matching.weights.preview"
    PREVIOUS = "matching.board.previous"
    RECRUIT = "matching.recruit.open"
    RECRUIT_VIEW = "matching.recruit"
    RERUN = "matching.rerun"
    ROW = "matching.board.row"
    """The menu beside a mentee."""
    RUN = "matching.run.open"
    RUN_VIEW = "matching.run"
    SHOWN = "matching.board.shown"
    TAKE = "matching.take"
    UNDO = "matching.undo"
    UNLOCK = "matching.unlock"
    VETO = "matching.veto.open"
    VETO_VIEW = "matching.veto"
    WAIT_VIEW = "matching.wait"
    WEIGHTS = "matching.weights.open"
    WEIGHTS_VIEW = "matching.weights"
    WHY_NOT = "matching.why_not.open"
    WHY_NOT_VIEW = "matching.why_not"


class Release(StrEnum):
    """Having the mentors of a draft asked: both steps, and what it came to."""

    BACK = "matching.launch.back"
    LAUNCH = "matching.launch.open"
    LAUNCH_SURE_VIEW = "matching.launch_sure"
    LAUNCH_VIEW = "matching.launch"
    PAIRS = "matching.launch.pairs"
    """Answers the search for pairs of the draft."""
    STANDING = "matching.launched.open"
    STANDING_VIEW = "matching.launched"


class Pairings(StrEnum):
    """Bringing two people together, their pairing, and its end."""

    ACCEPT = "pairings.accept"
    CASE = "pairings.case.open"
    CASE_VIEW = "pairings.case"
    DECLINE = "pairings.decline.open"
    DECLINE_VIEW = "pairings.decline"
    END = "pairings.end.open"
    END_CHOOSE_VIEW = "pairings.end_choose"
    END_TOLD_VIEW = "pairings.end_told"
    END_VIEW = "pairings.end"
    FURTHER = "pairings.further"
    """The menu beside the question to a mentor: how many more after this one."""
    KIND = "pairings.kind.open"
    KIND_AGREE = "pairings.kind.agree"
    KIND_KEEP = "pairings.kind.keep"
    KIND_VIEW = "pairings.kind"
    LIST = "pairings.list.open"
    MENTEE = "pairings.mentee"
    """Answers the search for a mentee, as MENTOR and RUNNING do for mentors and pairings."""
    MENTOR = "pairings.mentor"
    OVERVIEW = "pairings.overview.open"
    OVERVIEW_LIST_VIEW = "pairings.overview_list"
    OVERVIEW_VIEW = "pairings.overview"
    PICTURE = "pairings.picture.open"
    PICTURE_VIEW = "pairings.picture"
    PROPOSE = "pairings.propose.open"
    PROPOSE_BACK = "pairings.propose.back"
    PROPOSE_CHOOSE_VIEW = "pairings.propose_choose"
    PROPOSE_TOLD_VIEW = "pairings.propose_told"
    PROPOSE_VIEW = "pairings.propose"
    REOPEN = "pairings.reopen"
    RUNNING = "pairings.running"
    SETTLE = "pairings.settle"
    TAKE_BACK = "pairings.take_back"
    WITHDRAW = "pairings.withdraw"


class CheckIns(StrEnum):
    """Noting a meeting, confirming it, and what keeps the two in their rhythm."""

    ADD = "check_ins.add.open"
    ADD_VIEW = "check_ins.add"
    ANSWER = "check_ins.answer.open"
    ANSWER_VIEW = "check_ins.answer"
    CONFIRM = "check_ins.confirm"
    CORRECT = "check_ins.correct.open"
    CORRECT_VIEW = "check_ins.correct"
    DATE = "check_ins.date.open"
    DATE_VIEW = "check_ins.date"
    DENY = "check_ins.deny"
    ENTER = "check_ins.enter.open"
    ENTER_VIEW = "check_ins.enter"
    ENTER_WHO_VIEW = "check_ins.enter_who"
    LOG = "check_ins.log.open"
    LOG_MORE = "check_ins.log.more"
    LOG_VIEW = "check_ins.log"
    MEETING = "check_ins.meeting.open"
    MEETING_VIEW = "check_ins.meeting"
    MEETINGS = "check_ins.meetings.open"
    MEETINGS_VIEW = "check_ins.meetings"
    SNOOZE = "check_ins.snooze"
    SNOOZE_UNDO = "check_ins.snooze.undo"
    STAND_BY = "check_ins.stand_by"
    """Where notes differ: mine is right."""
    WITHDRAW = "check_ins.withdraw"
    WORTH = "check_ins.worth.open"
    WORTH_VIEW = "check_ins.worth"


class Requests(StrEnum):
    """Pauses, and asking for a new pairing in confidence."""

    CASE = "requests.case.open"
    CASE_VIEW = "requests.case"
    CLOSE = "requests.close.open"
    CLOSE_VIEW = "requests.close"
    HAND_OVER = "requests.hand_over.open"
    HAND_OVER_VIEW = "requests.hand_over"
    LIST = "requests.list.open"
    MINE = "requests.mine.open"
    MINE_VIEW = "requests.mine"
    PAUSE = "requests.pause.open"
    PAUSE_FINE = "requests.pause.fine"
    PAUSE_LONGER = "requests.pause.longer"
    PAUSE_VIEW = "requests.pause"
    PAUSED_VIEW = "requests.paused"
    REPAIR = "requests.repair.open"
    REPAIR_BACK = "requests.repair.back"
    REPAIR_MORE_VIEW = "requests.repair_more"
    REPAIR_VIEW = "requests.repair"
    RESTS = "requests.rests.open"
    RESTS_VIEW = "requests.rests"
    RESUME = "requests.resume.open"
    RESUME_VIEW = "requests.resume"
    TALK = "requests.talk"
    WITHDRAW = "requests.withdraw"


class Reports(StrEnum):
    """Digests of sponsors and of the program team, and what sponsors are asked."""

    CHOOSE = "reports.choose.open"
    CHOOSE_VIEW = "reports.choose"
    DIGEST = "reports.digest.open"
    DIGEST_VIEW = "reports.digest"
    DONE = "reports.ask.done"
    NOT_NOW = "reports.ask.not_now"


class Pulse(StrEnum):
    """Composing a pulse, and how each stands."""

    BACK = "pulse.compose.back"
    COMPOSE = "pulse.compose.open"
    COMPOSE_VIEW = "pulse.compose"
    EXTEND = "pulse.extend.open"
    EXTEND_VIEW = "pulse.extend"
    LIST = "pulse.list.open"
    ONE = "pulse.survey.open"
    """A survey, or a plan of one."""
    ONE_VIEW = "pulse.survey"
    PREVIEW = "pulse.compose.preview"
    PREVIEW_VIEW = "pulse.preview"
    QUESTIONS_VIEW = "pulse.compose_questions"
    ROUNDS = "pulse.rounds.open"
    """Composing one that is asked again and again."""
    STOP = "pulse.plan.stop"


class PulseAnswer(StrEnum):
    """Answering a pulse. All of these begin alike: what is sent under them leaves no trace."""

    HOW = "pulse.answer.how"
    HOW_VIEW = "pulse.answer.promise"
    OPEN = "pulse.answer.open"
    VIEW = "pulse.answer"


class PulseResult(StrEnum):
    """What came of a pulse, and what was heard in it."""

    HEARD = "pulse.heard.open"
    HEARD_BACK = "pulse.heard.back"
    HEARD_SURE_VIEW = "pulse.heard_sure"
    """Its preview."""
    HEARD_VIEW = "pulse.heard"
    LINES = "pulse.lines.open"
    """All results line by line, to search and to download."""
    OPEN = "pulse.result.open"
    VIEW = "pulse.result"


class Library(StrEnum):
    """Guides, agreements, agendas and tips to be read in Slack."""

    ANOTHER = "library.read.another"
    LIST = "library.list.open"
    NEXT = "library.read.next"
    PREVIOUS = "library.read.previous"
    READ = "library.read.open"
    READ_VIEW = "library.read"


class MyData(StrEnum):
    """What is kept of somebody, for that person."""

    OPEN = "my_data.show.open"
    VIEW = "my_data.show"
    EXPORT = "my_data.export"
    ERASE = "my_data.erase.open"
    ERASE_VIEW = "my_data.erase"


class Undelivered(StrEnum):
    """What did not arrive, and settling it."""

    AGAIN = "undelivered.again"
    ARRIVED = "undelivered.arrived"
    DROP = "undelivered.drop"
    LIST = "undelivered.list.open"
    TASK_AGAIN = "undelivered.task_again"
    TASK_DROP = "undelivered.task_drop"
