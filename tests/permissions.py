"""Who may open what: a row per named address of the product.

`ANYONE` needs no sign-in, `SIGNED_IN` any account; a role's name only that role. test_consistency.py checks
that each address has a row, test_permissions.py tries each row by every role.
"""

ANYONE = "anyone"
SIGNED_IN = "signed in"
PROGRAMME = "programmateam"
MANAGERS = "who manages people"
LEADERS = "regionaal projectleider"
RUNNERS = "programmamanager"
REGION = "who reads the answers of the region"
SECTION = "who reads the answers of the section"
FILLERS = "who fills in the section"
POOL_READERS = "who reads the region's projects of the pool"
POOL_DRAFTS = "who reads what the region has not handed in"
POOL_WRITERS = "who writes for the region in the pool"
LEARNERS = "who learns from projects: every region, the programme, partners"
EXAMPLE = "anyone, in the example only"
COMING_IN = "who is half-way signing in"

# name of the address as `room:name` (or plain `name`), with who may open it
PERMISSIONS: dict[str, str] = {
    "health": ANYONE,
    "accessibility": ANYONE,
    "api_page": ANYONE,
    "set_language": ANYONE,
    "my_work": SIGNED_IN,
    "manage": PROGRAMME,
    # The example's people and post; 404 where EXAMPLE is off.
    "example": EXAMPLE,
    "example_sign_in": EXAMPLE,
    "example_post": EXAMPLE,
    "example_letter": EXAMPLE,
    # Signing in and one's own account: allauth's names.
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "account_reset_password": ANYONE,
    "account_reset_password_done": ANYONE,
    "account_reset_password_from_key": ANYONE,  # with a link that came by e-mail
    "account_reset_password_from_key_done": ANYONE,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "mfa_authenticate": COMING_IN,
    "mfa_login_webauthn": ANYONE,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
    "socialaccount_login_cancelled": ANYONE,
    "socialaccount_login_error": ANYONE,
    "openid_connect_login": ANYONE,  # 404 where no single sign-on is set
    "openid_connect_callback": ANYONE,
    # People and roles.
    "accounts:account": SIGNED_IN,
    "accounts:tokens": SIGNED_IN,
    "accounts:stop_token": SIGNED_IN,  # of one's own; another's is not there (404)
    "accounts:colleagues": LEADERS,
    "accounts:end_colleague": LEADERS,
    "accounts:people": MANAGERS,
    "accounts:invite": MANAGERS,
    "accounts:access_review": MANAGERS,
    "accounts:person": MANAGERS,
    "accounts:give_role": MANAGERS,
    "accounts:invite_again": MANAGERS,
    "accounts:deactivate": MANAGERS,
    "accounts:reactivate": MANAGERS,
    "accounts:role": MANAGERS,
    "accounts:end_role": MANAGERS,
    "accounts:hand_over": MANAGERS,
    "accounts:confirm_role": MANAGERS,
    "accounts:sign_ins": MANAGERS,
    # The API looks at tokens, never at sessions; tests/ghnt/test_api.py tries it.
    **dict.fromkeys(
        (
            "api:openapi", "api:regios", "api:regio", "api:actielijnen", "api:actielijn", "api:bouwstenen",
            "api:bouwsteen", "api:mijlpalen", "api:rondes", "api:ronde", "api:vragenlijsten",
            "api:vragenlijst", "api:indicatoren", "api:indicator", "api:cijfers", "api:cijfer",
            "api:projecten", "api:project", "api:rapportages", "api:rapportage", "api:inzendingen",
            "api:antwoorden", "api:antwoord", "api:mijlpaal", "api:verplaatsingen",
            "api:verslagen", "api:verslagantwoord", "api:not_there",
        ),
        ANYONE,
    ),
    # What a published version shows; what is not published does not exist for the public (404).
    "reports:start": ANYONE,
    "reports:national": ANYONE,
    "reports:block": ANYONE,
    "reports:figures": ANYONE,
    "reports:figure": ANYONE,
    "reports:figure_file": ANYONE,  # counts, never names
    "reports:crossing": ANYONE,  # of questions that the reader may know by name; others are refused (403)
    "reports:crossing_file": ANYONE,
    "reports:comparing": ANYONE,  # who moved only for who may know both rounds by name
    "reports:comparing_file": ANYONE,
    "reports:reports": ANYONE,
    "reports:report": ANYONE,
    "reports:download": ANYONE,
    "reports:chart": ANYONE,
    # Open data of what is published; anything else is there for nobody (404): reports/test_open_data.py.
    "reports:data": ANYONE,
    "reports:catalogue": ANYONE,
    "reports:data_series": ANYONE,
    "reports:series_file": ANYONE,
    "reports:data_version": ANYONE,
    "reports:data_file": ANYONE,
    "reports:progress": PROGRAMME,
    # Rounds: who sees the wall may remind; who runs rounds decides; the register by building block.
    "roundtables:rounds": PROGRAMME,
    "roundtables:wall": PROGRAMME,
    "roundtables:remind": PROGRAMME,
    "roundtables:register": PROGRAMME,
    "roundtables:settle_contested": PROGRAMME,
    "roundtables:new_round": RUNNERS,
    "roundtables:prepare": RUNNERS,
    "roundtables:begin": RUNNERS,
    "roundtables:add_question": RUNNERS,
    "roundtables:prepare_question": RUNNERS,
    "roundtables:participants": RUNNERS,
    "roundtables:close": RUNNERS,
    "roundtables:import": RUNNERS,
    "roundtables:import_preview": RUNNERS,  # one's own file
    "roundtables:answers_file": PROGRAMME,  # as far as one's blocks go; so for the next
    "roundtables:region_answers_file": REGION,
    "roundtables:region_register": REGION,  # who hands in contests it
    # The programme's side of a round; rows outside a reviewer's blocks do not show.
    "roundtables:review": PROGRAMME,
    "roundtables:settle": PROGRAMME,
    "roundtables:erase": PROGRAMME,  # a file with what may not be kept
    "roundtables:ask": PROGRAMME,
    "roundtables:texts": PROGRAMME,
    "roundtables:text": PROGRAMME,
    "roundtables:themes": PROGRAMME,
    "roundtables:themes_csv": PROGRAMME,
    "roundtables:theme": PROGRAMME,
    "roundtables:mark": PROGRAMME,
    # Who reads the region's answers; who fills in speaks, who hands in replies.
    "roundtables:counted": REGION,
    "roundtables:say": SECTION,
    # Filling in: by region, and by section for who has one only.
    "roundtables:task_list": REGION,
    "roundtables:check": REGION,  # who hands in sends it
    "roundtables:handed_in": REGION,
    "roundtables:meeting": REGION,  # who hands in changes it
    "roundtables:take_over": REGION,  # takes over what one may fill in; for others nothing
    "roundtables:section": SECTION,  # who fills in saves it
    "roundtables:presence": SECTION,
    "roundtables:question": SECTION,
    "roundtables:history": SECTION,
    "roundtables:signals": SECTION,
    "roundtables:add_evidence": FILLERS,
    "roundtables:remove_evidence": FILLERS,
    "roundtables:evidence": SECTION,  # a file that nobody scanned: the programme only
    "reports:copy": REGION,
    # A region beside the nation: everybody, each with what they may know. All fact sheets: for who asked.
    "reports:regions": ANYONE,
    "reports:region": ANYONE,
    "reports:factsheet": ANYONE,
    "reports:factsheets": PROGRAMME,
    "reports:factsheets_file": PROGRAMME,
    # Milestones and targets, by building block: who keeps it.
    "reports:keep_blocks": PROGRAMME,
    "reports:keep_block": PROGRAMME,
    "reports:order_milestones": PROGRAMME,
    "reports:add_milestone": PROGRAMME,
    "reports:keep_milestone": PROGRAMME,
    "reports:change_milestone": PROGRAMME,
    "reports:move_milestone": PROGRAMME,
    "reports:close_milestone": PROGRAMME,
    "reports:reopen_milestone": PROGRAMME,
    "reports:add_target": PROGRAMME,
    "reports:keep_target": PROGRAMME,
    "reports:change_target": PROGRAMME,
    "reports:end_target": PROGRAMME,
    # Projects of the pool: the register is public, how a project goes is for its regions and the programme.
    "projectpool:overview": ANYONE,
    "projectpool:projects": ANYONE,
    "projectpool:project": ANYONE,
    "projectpool:themes": ANYONE,
    "reports:register_file": ANYONE,
    "projectpool:lessons": LEARNERS,
    "projectpool:report": POOL_READERS,
    "projectpool:report_question": POOL_READERS,
    "projectpool:report_history": POOL_READERS,
    "projectpool:report_evidence": POOL_READERS,
    "projectpool:add_report_evidence": POOL_WRITERS,
    "projectpool:remove_report_evidence": POOL_WRITERS,
    "projectpool:hand_in_report": POOL_WRITERS,
    "projectpool:settle_report": PROGRAMME,
    "projectpool:new_change": POOL_WRITERS,
    "projectpool:change": POOL_READERS,
    "projectpool:close_project": PROGRAMME,
    "projectpool:due": PROGRAMME,
    "projectpool:remind_reports": PROGRAMME,
    # Calls: everybody reads one that is known; the programme manager makes it.
    "projectpool:calls": ANYONE,  # one in preparation: the programme
    "projectpool:call": ANYONE,
    "projectpool:clock": ANYONE,
    "projectpool:document": ANYONE,
    "projectpool:new_call": RUNNERS,
    "projectpool:change_call": RUNNERS,
    "projectpool:publish_call": RUNNERS,
    "projectpool:add_criterion": RUNNERS,
    "projectpool:criterion": RUNNERS,
    "projectpool:add_document": RUNNERS,
    "projectpool:remove_document": RUNNERS,
    "projectpool:release_document": RUNNERS,
    "projectpool:add_question": RUNNERS,
    "projectpool:change_question": RUNNERS,
    # Applications: a draft is for its own regions; once handed in the programme reads its page.
    "projectpool:applications": SIGNED_IN,  # who works on the pool; each sees what is theirs
    "projectpool:new_application": POOL_WRITERS,
    "projectpool:application": POOL_DRAFTS,
    "projectpool:regions": POOL_DRAFTS,  # who writes for a region changes it; so for the next two
    "projectpool:budget": POOL_DRAFTS,
    "projectpool:plan": POOL_DRAFTS,
    "projectpool:plan_word": POOL_DRAFTS,
    "projectpool:read_plan": POOL_WRITERS,
    "projectpool:plan_question": POOL_DRAFTS,
    "projectpool:plan_history": POOL_DRAFTS,
    "projectpool:agreement": POOL_DRAFTS,  # a partner's project leader agrees
    "projectpool:receipt": POOL_DRAFTS,
    "projectpool:hand_in": POOL_WRITERS,  # the project leader of the lead; so for the next two
    "projectpool:take_back": POOL_WRITERS,
    "projectpool:withdraw": POOL_WRITERS,
    # Weighing: who sees the pool reads, the manager decides; an assessor has what was given to them.
    "projectpool:assessments": PROGRAMME,  # and experts
    "projectpool:assessment": PROGRAMME,  # its own assessor
    "projectpool:ranking": PROGRAMME,
    "projectpool:assign": RUNNERS,
    "projectpool:decide": PROGRAMME,
    "projectpool:instalments": PROGRAMME,
    "projectpool:objection": POOL_READERS,
    "reports:letter": POOL_READERS,
    "reports:earlier_letter": POOL_READERS,
}
