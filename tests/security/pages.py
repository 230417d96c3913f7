"""Who may open which page: one line for every page of ours. A page without a line here fails the tests.

A line says who of the people below gets the page when it is about something `near` (Bea's), and who when it is about
something `far`: in the same network, and within the reach of nobody but those who see all of it. `far` is left out where
the address names no object. `refused` are those who are let in and get a refusal in words. `words` are parts of the
address that name no row; `path` is the whole address where it cannot be put together. Everybody else gets a 404, the same
as for an address that never was; strangers are asked to sign in.

The people: ama coordinates; fay is a facilitator; cai is the motivator of Bea's group; bea is a champion; olu
coordinates, and pip leads, Bea's organisation and nothing else; nia has no role; lee coordinated until they left; eve
coordinates Cardiff; stranger has no account.

An address that names a new kind of object (`<int:thing_id>`) wants one in `Side` in world.py as well.
"""

from dataclasses import dataclass, field

MEMBERS = "ama fay cai bea olu pip nia"
EVERYBODY = f"stranger {MEMBERS} lee eve"
ACCOUNTS = f"{MEMBERS} lee eve"
COORDINATORS = "ama olu"
OVERSEERS = "ama cai olu pip"
NOBODY = ""
CHAMPIONS = "bea"
OTHERS = "ama fay cai olu pip nia"
IN_CHARGE_OF_NOTHING = "fay cai bea nia"


@dataclass(frozen=True)
class Page:
    """Who may open a page."""

    name: str
    near: str
    far: str = NOBODY
    refused: str = NOBODY
    words: dict[str, str] = field(default_factory=dict)
    path: str = ""


PAGES = [
    Page("accounts:account_edit", ACCOUNTS),
    Page("accounts:account_show", ACCOUNTS),
    Page("accounts:device_list", ACCOUNTS),
    Page("accounts:email_confirm", NOBODY, words={"secret": "never-was"}),
    Page("accounts:email_edit", ACCOUNTS),
    Page("accounts:email_undo", NOBODY, words={"secret": "never-was"}),
    Page("accounts:identity_confirm", ACCOUNTS),
    Page("accounts:link_use", EVERYBODY, words={"secret": "never-was"}),
    Page("accounts:own_sign_in", ACCOUNTS),
    Page("accounts:password_edit", ACCOUNTS),
    Page("api:api_description", EVERYBODY),
    Page("api:api_elsewhere", NOBODY, path="/api/never-was/"),
    Page("champions:champion_add", OVERSEERS, refused="cai"),
    Page("champions:champion_bring_back", "ama cai bea olu pip", far="ama"),
    Page("champions:champion_come_back", "ama cai bea olu pip", far="ama"),
    Page("champions:champion_edit", "ama cai bea olu pip", far="ama", words={"part": "about"}),
    Page("champions:champion_move_on", "ama cai bea olu pip", far="ama", refused="cai"),
    Page("champions:champion_pause", "ama cai bea olu pip", far="ama"),
    Page("champions:champion_places", "ama cai bea olu pip", far="ama"),
    Page("champions:champion_profile", "ama cai bea olu pip", far="ama"),
    Page("champions:group_detail", "ama cai", far="ama"),
    Page("champions:group_join", "ama cai", far="ama", refused="cai"),
    Page("champions:group_leave", "ama cai", far="ama", refused="cai"),
    Page("champions:group_motivator", "ama cai", far="ama", refused="cai"),
    Page("champions:group_release", "ama cai", far="ama", refused="cai"),
    Page("champions:invitation_accept", NOBODY, words={"secret": "never-was"}),
    Page("champions:member_leave", MEMBERS),
    Page("champions:member_remove", "ama", far="ama"),
    Page("champions:my_profile", MEMBERS, refused=OTHERS),
    Page("champions:organisation_detail", MEMBERS, far=MEMBERS),
    Page("champions:team_detail", MEMBERS, far=MEMBERS),
    Page("champions:team_move", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("demo:door", NOBODY, words={"name": "ama"}),
    Page("exchange:export", COORDINATORS, refused="olu"),
    Page("exchange:run_bad_rows", "ama", far="ama"),
    Page("exchange:run_columns", "ama", far="ama"),
    Page("exchange:run_detail", "ama", far="ama"),
    Page("exchange:run_list", COORDINATORS),
    Page("exchange:run_new", COORDINATORS, refused="olu"),
    Page("exchange:run_start", "ama", far="ama"),
    Page("exchange:run_stays", "ama", far="ama"),
    Page("exchange:run_stop", "ama", far="ama"),
    Page("exchange:run_undo", "ama", far="ama"),
    Page("home:home", MEMBERS),
    Page("home:start", EVERYBODY),
    Page("identities:identity_list", COORDINATORS, refused="olu"),
    Page("identities:identity_remove", "ama", far="ama"),
    Page("identities:organisation_list", EVERYBODY),
    Page("identities:sign_in", EVERYBODY),
    Page("identities:sign_in_return", EVERYBODY, refused=EVERYBODY),
    Page("identities:single_sign_on", COORDINATORS, refused="olu"),
    Page("learners:learner_code", "bea"),
    Page("learners:learner_contact", "bea"),
    Page("learners:learner_hiding", "bea"),
    Page("learners:learner_name", "bea"),
    Page("monitoring:champion_list", OVERSEERS),
    Page("monitoring:champion_record", OVERSEERS, far="ama"),
    Page("monitoring:figure_list", OVERSEERS, refused="cai olu pip", words={"by": "month"}),
    Page("monitoring:figures", OVERSEERS),
    Page("monitoring:letter_list", COORDINATORS, refused="olu"),
    Page("monitoring:letter_send", COORDINATORS, far=COORDINATORS, refused="olu"),
    Page("monitoring:own_record", MEMBERS, refused=OTHERS),
    Page("monitoring:project_detail", MEMBERS, far=MEMBERS),
    Page("monitoring:quiet_list", OVERSEERS),
    Page("monitoring:uncovered_list", OVERSEERS),
    Page("networks:brand_css", EVERYBODY),
    Page("networks:district_list", MEMBERS),
    Page("networks:group_edit", "ama cai", far="ama", refused="cai"),
    Page("networks:group_list", OVERSEERS),
    Page("networks:group_remove", "ama cai", far="ama", refused="cai"),
    Page("networks:invitation_detail", "ama", far="ama"),
    Page("networks:invitation_list", COORDINATORS),
    Page("networks:invitation_new", COORDINATORS),
    Page("networks:invitation_renew", "ama", far="ama"),
    Page("networks:invitation_withdraw", "ama", far="ama"),
    Page("networks:member_detail", "ama", far="ama"),
    Page("networks:member_hand_over", "ama", far="ama"),
    Page("networks:member_list", COORDINATORS),
    Page("networks:network_settings", COORDINATORS),
    Page("networks:organisation_add", MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:organisation_edit", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:organisation_list", MEMBERS),
    Page("networks:organisation_remove", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:project_add", MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:project_edit", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:project_list", MEMBERS),
    Page("networks:public_page", EVERYBODY),
    Page("networks:role_give", "ama", far="ama"),
    Page("networks:role_take", "ama", far="ama"),
    Page("networks:settings_part", COORDINATORS, words={"part": "name"}),
    Page("networks:team_add", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:team_close", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:team_edit", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:team_hours", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("networks:team_list", MEMBERS),
    Page("networks:team_reopen", MEMBERS, far=MEMBERS, refused=IN_CHARGE_OF_NOTHING),
    Page("notices:accessibility", EVERYBODY),
    Page("notices:help_page", EVERYBODY),
    Page("notices:privacy", EVERYBODY),
    Page("operating:health", EVERYBODY),
    Page("phones:manifest", EVERYBODY),
    Page("phones:worker", EVERYBODY),
    Page("progress:progress", EVERYBODY),
    Page("progress:progress_preview", COORDINATORS, refused="olu"),
    Page("progress:progress_publish", COORDINATORS, refused="olu"),
    Page("progress:progress_table", EVERYBODY),
    Page("sessions:champion_search", MEMBERS, refused=OTHERS),
    Page("sessions:held_detail", "ama bea", far="ama"),
    Page("sessions:held_list", MEMBERS),
    Page("sessions:learner_detail", "bea"),
    Page("sessions:learner_join", "bea"),
    Page("sessions:learner_list", MEMBERS, refused=OTHERS),
    Page("sessions:log_offer", MEMBERS, refused=OTHERS),
    Page("sessions:phone_entry", "bea"),
    Page("sessions:phone_file", MEMBERS, refused=OTHERS),
    Page("sessions:phone_log", MEMBERS, refused=OTHERS),
    Page("sessions:phone_offer", MEMBERS, refused=OTHERS),
    Page("sessions:phone_parcel", MEMBERS, refused=OTHERS),
    Page("sessions:place_search", MEMBERS, refused=OTHERS),
    Page("sessions:register_fill", "ama cai bea olu pip", far="ama bea"),
    Page("sessions:register_open", MEMBERS, refused="fay nia"),
    Page("sessions:register_remove", "ama cai bea olu pip", far="ama bea", refused="ama cai bea olu pip"),
    Page("sessions:session_change", "ama cai bea olu pip", far="ama", refused="cai olu pip"),
    Page("sessions:session_detail", "ama cai bea olu pip", far="ama"),
    Page("sessions:session_list", MEMBERS),
    Page("sessions:session_log", MEMBERS, refused=OTHERS),
    Page("sessions:session_saved", "ama cai bea olu pip", far="ama"),
    Page("sessions:session_withdraw", "ama cai bea olu pip", far="ama"),
    Page("tokens:token_list", MEMBERS),
    Page("tokens:token_make", MEMBERS),
    Page("tokens:token_revoke", "ama bea", far="ama"),
]
