from django.urls import path

from . import views
from .claims import views as claims
from .correcting import views as correcting

app_name = "authors"
urlpatterns = [
    path("", views.index, name="index"),
    path("authors.csv", views.authors_csv, name="authors_csv"),
    path("links.csv", views.links_csv, name="links_csv"),
    path("by-<str:shared>.<str:ending>", views.network_picture, name="network_picture"),
    path("corrections/", correcting.corrections, name="corrections"),
    path("corrections.csv", correcting.corrections_csv, name="corrections_csv"),
    path("likely/", correcting.likely, name="likely"),
    path("hidden/", correcting.hidden, name="hidden"),
    path("hidden/<int:hidden_id>/", correcting.show_again, name="show_again"),
    path("mine/", claims.mine, name="mine"),
    path("mine/<int:claim_id>/orcid/", claims.look_by_orcid, name="look_by_orcid"),
    path("mine/<int:claim_id>/withdraw/", claims.withdraw, name="withdraw"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:claim_id>/", claims.decide, name="decide"),
    path("<str:key>/", views.author, name="author"),
    path("<str:key>/claim/", claims.claim, name="claim"),
    path("<str:key>/same/", correcting.choose, name="choose"),
    path("<str:key>/same/<str:other>/", correcting.merge, name="merge"),
    path("<str:key>/apart/", correcting.split, name="split"),
    path("<str:key>/hide/", correcting.hide, name="hide"),
]
