"""The table, and the placements that come from it."""

from django.urls import path

from placements.proposals.views import (
    answers,
    cases,
    guidance,
    homes,
    placements,
    proposing,
    reversing,
    steering,
    table,
    takeovers,
)

app_name = "proposals"

ONE = "plaatsingen/<uuid:public_id>/"

urlpatterns = [
    path("tafel/", table.table, name="table"),
    path("tafel/<uuid:dwelling>/", table.table, name="table_of"),
    path("tafel/<uuid:dwelling>/zaal/", table.room, name="room"),
    path("tafel/<uuid:dwelling>/teruggeven/", table.give_back, name="give_back"),
    path("tafel/<uuid:dwelling>/voorstellen/<uuid:candidate>/", proposing.propose, name="propose"),
    path("plaatsingen/", placements.placement_list, name="list"),
    path(ONE, placements.placement, name="placement"),
    path(f"{ONE}profiel/", answers.answer_profile, name="answer_profile"),
    path(f"{ONE}zorgpartij/", answers.answer_care, name="answer_care"),
    path(f"{ONE}kandidaat/", answers.answer_candidate, name="answer_candidate"),
    path(f"{ONE}kandidaat/toch-niet/", reversing.refuse_after_all, name="refuse_after_all"),
    path(
        f"{ONE}terugnemen/zorg/<slug:kind>/",
        reversing.take_back_for_candidate,
        name="take_back_for_candidate",
    ),
    path(
        f"{ONE}terugnemen/corporatie/<slug:kind>/",
        reversing.take_back_for_corporation,
        name="take_back_for_corporation",
    ),
    path(f"{ONE}betaling/", answers.agree_payment, name="agree_payment"),
    path(f"{ONE}toets/<slug:kind>/", answers.answer_check, name="answer_check"),
    path(f"{ONE}definitief/", answers.answer_definite, name="answer_definite"),
    path(f"{ONE}verlengen/<slug:kind>/", steering.extend, name="extend"),
    path(f"{ONE}langer-wachten/", steering.wait_longer, name="wait_longer"),
    path(f"{ONE}vrijgeven/", steering.release, name="release"),
    path(f"{ONE}weigering/", steering.judge_refusal, name="judge_refusal"),
    path(f"{ONE}verhuurder/", steering.name_agent, name="name_agent"),
    path(f"{ONE}stoppen/", steering.withdraw, name="withdraw"),
    path("begeleiding/<uuid:public_id>/beeindigen/", guidance.guidance_end, name="end_guidance"),
    path("woningen/<uuid:public_id>/verbeteren/", homes.correct_home, name="correct_home"),
    path("woningen/<uuid:public_id>/terugnemen/", homes.withdraw_home, name="withdraw_home"),
    path("begeleiding/overname/<uuid:public_id>/", takeovers.takeover, name="takeover"),
    path("zaak/<uuid:public_id>/stilzetten/", cases.case_hold, name="hold_case"),
    path("zaak/<uuid:public_id>/hervatten/", cases.case_resume, name="resume_case"),
    path("zaak/<uuid:public_id>/intrekken/", cases.case_withdraw, name="withdraw_case"),
    path(
        "zaak/<uuid:public_id>/intrekking-terugdraaien/",
        cases.withdrawal_take_back,
        name="take_withdrawal_back",
    ),
    path(
        "zaak/<uuid:public_id>/toelating-terugdraaien/",
        cases.admission_take_back,
        name="take_admission_back",
    ),
]
