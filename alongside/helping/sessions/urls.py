"""Where sessions are."""

from django.urls import path

from alongside.helping.sessions import views

app_name = "sessions"
urlpatterns = [
    path("log/", views.session_log, name="session_log"),
    path("log/offer/", views.log_offer, name="log_offer"),
    path("log/phone/", views.phone_log, name="phone_log"),
    path("log/phone/offer/", views.phone_offer, name="phone_offer"),
    path("log/phone/parcel/", views.phone_parcel, name="phone_parcel"),
    path("log/phone/file/", views.phone_file, name="phone_file"),
    path("log/phone/kept/<int:kept_id>/", views.phone_entry, name="phone_entry"),
    path("log/places/", views.place_search, name="place_search"),
    path("log/champions/", views.champion_search, name="champion_search"),
    path("held/", views.held_list, name="held_list"),
    path("held/<int:held_id>/", views.held_detail, name="held_detail"),
    path("people/", views.learner_list, name="learner_list"),
    path("people/<int:learner_id>/", views.learner_detail, name="learner_detail"),
    path("people/<int:learner_id>/join/", views.learner_join, name="learner_join"),
    path("register/", views.register_open, name="register_open"),
    path("register/<int:register_id>/", views.register_fill, name="register_fill"),
    path("register/<int:register_id>/removal/", views.register_remove, name="register_remove"),
    path("sessions/", views.session_list, name="session_list"),
    path("sessions/<int:session_id>/", views.session_detail, name="session_detail"),
    path("sessions/<int:session_id>/change/", views.session_change, name="session_change"),
    path("sessions/<int:session_id>/saved/", views.session_saved, name="session_saved"),
    path("sessions/<int:session_id>/withdrawal/", views.session_withdraw, name="session_withdraw"),
]
