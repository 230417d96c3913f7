"""Where learners are."""

from django.urls import path

from alongside.helping.learners import views

app_name = "learners"
urlpatterns = [
    path("people/<int:learner_id>/code/", views.learner_code, name="learner_code"),
    path("people/<int:learner_id>/hiding/", views.learner_hiding, name="learner_hiding"),
    path("people/<int:learner_id>/contact/", views.learner_contact, name="learner_contact"),
    path("people/<int:learner_id>/name/", views.learner_name, name="learner_name"),
]
