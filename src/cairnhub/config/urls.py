"""Every address of the hub. A new one needs a row in tests/config/test_permission_matrix.py."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("health", views.health, name="health"),
    path("accounts/", include("cairnhub.accounts.urls")),
    path("history/", include("cairnhub.history.urls")),
    path("edit/", include("cairnhub.history.editing.urls")),
    path("notices/", include("cairnhub.notices.urls")),
    path("talk/", include("cairnhub.talk.urls")),
    path("search/", include("cairnhub.search.urls")),
    path("framework/links/", include("cairnhub.roadmap.link_urls")),
    path("framework/constructs/", include("cairnhub.roadmap.construct_urls")),
    path("framework/", include("cairnhub.framework.urls")),
    path("references/", include("cairnhub.literature.urls")),
    path("evidence/extraction/", include("cairnhub.evidence.extraction.urls")),
    path("evidence/appraisal/", include("cairnhub.evidence.appraising.urls")),
    path("evidence/pooled/", include("cairnhub.evidence.pooling.urls")),
    path("evidence/certainty/", include("cairnhub.evidence.certainty.urls")),
    path("evidence/", include("cairnhub.evidence.urls")),
    path("data/", include("cairnhub.data.urls")),
    path("methods/", include("cairnhub.methods.urls")),
    path("community/authors/", include("cairnhub.community.authors.urls")),
    path("community/voices/", include("cairnhub.community.voices.urls")),
    path("community/", include("cairnhub.roadmap.matching.urls")),
    path("community/speaking/", include("cairnhub.community.speaking.urls")),
    path("community/duplicates/", include("cairnhub.community.duplicates.urls")),
    path("community/bulk/", include("cairnhub.community.bulk.urls")),
    path("community/", include("cairnhub.community.urls")),
    path("rounds/", include("cairnhub.consensus.taking.urls")),
    path("consensus/", include("cairnhub.consensus.outcomes.urls")),
    path("consensus/", include("cairnhub.consensus.urls")),
    path("governance/export/", include("cairnhub.operations.carrying.urls")),
    path("governance/", include("cairnhub.governance.urls")),
    path("workspace/desk/", include("cairnhub.desk.urls")),
    path("reports/", include("cairnhub.desk.reports.urls")),
    path("workspace/content/", include("cairnhub.content.urls")),
    path("", include("cairnhub.agenda.behalf.urls")),
    path("", include("cairnhub.agenda.urls")),
    path("about/", views.about, name="about"),
    path("", include("cairnhub.roadmap.urls")),
]

handler400 = "cairnhub.config.views.bad_request"
handler403 = "cairnhub.config.views.forbidden"
handler404 = "cairnhub.config.views.not_found"
handler500 = "cairnhub.config.views.server_error"
