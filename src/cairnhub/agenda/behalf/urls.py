from django.urls import path

from . import views

app_name = "behalf"
urlpatterns = [
    path("suggest/on-behalf/", views.suggest, name="suggest"),
    path("suggest/answer/", views.look_up, name="look_up"),
    path("suggest/sent/<str:token>/slip/", views.slip, name="slip"),
    path("workspace/on-behalf/", views.everything, name="all"),
    path("workspace/on-behalf/all.csv", views.everything_csv, name="all_csv"),
    path("workspace/on-behalf/<int:behalf_id>/taken-back/", views.taken_back, name="taken_back"),
    path("workspace/on-behalf/<str:object_id>/", views.brought, name="brought"),
    path("workspace/on-behalf/<str:object_id>/brought.csv", views.brought_csv, name="brought_csv"),
]
